-- One row a member: what is known when the first month is over, and whether the member left.
CREATE TABLE members (*, subscriber_id PRIMARY KEY, plan NOT NULL) AS
SELECT
  subscriber_id,
  plan,
  city,
  monthly_fee,
  tickets,
  renewal_at,
  cancelled_at IS NOT NULL AS has_left,
  spent
FROM subscribers;
