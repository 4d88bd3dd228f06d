"""stub replaced below"""
def write_report(*a): return {}
