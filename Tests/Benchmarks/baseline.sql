-- The built-in measures in plain SQL, as somebody writes them who needs figures today: what Guildmark's speed is held against.
--
-- Docs/Data.md and Docs/Scorers.md say what is computed. Left out, in the baseline's favour: rows are not checked, quantiles
-- are approximate, money is floating point, timestamps have no offsets, there is one currency, and leave reasons are not broken
-- down. `data`, `month_start` and `month_end` are set by baseline.py; the month is [month_start, month_end).

CREATE TEMP TABLE rated_guilds AS
SELECT guild_id
FROM read_csv(getvariable('data') || '/guilds.csv', types = {'onboarded_on': 'DATE', 'closed_on': 'DATE'})
WHERE (onboarded_on IS NULL OR onboarded_on < getvariable('month_end'))
  AND (closed_on IS NULL OR closed_on >= getvariable('month_start'));

CREATE TEMP TABLE responsiveness AS
WITH request AS (
  SELECT
    guild_id,
    first_response_at - opened_at AS wait,
    resolved_at - opened_at AS duration,
    reopened_at - resolved_at AS respite,
    first_response_at < getvariable('month_end') AS is_answered,
    opened_at >= getvariable('month_start') - INTERVAL 24 HOUR
      AND opened_at < getvariable('month_end') - INTERVAL 24 HOUR AS is_answer_due,
    opened_at >= getvariable('month_start') - INTERVAL 72 HOUR
      AND opened_at < getvariable('month_end') - INTERVAL 72 HOUR AS is_resolution_due,
    coalesce(resolved_at >= getvariable('month_start') - INTERVAL 7 DAY
      AND resolved_at < getvariable('month_end') - INTERVAL 7 DAY, false) AS is_reopen_due
  FROM read_csv(
    getvariable('data') || '/requests.csv',
    types = {'opened_at': 'TIMESTAMP', 'first_response_at': 'TIMESTAMP', 'resolved_at': 'TIMESTAMP', 'reopened_at': 'TIMESTAMP'})
)
SELECT
  guild_id,
  count(*) FILTER (is_answer_due) AS answer_due,
  count(*) FILTER (is_answer_due AND wait <= INTERVAL 24 HOUR) AS answered_in_time,
  -- A request never answered waits longer than any.
  approx_quantile(CASE WHEN is_answered THEN epoch(wait) ELSE 1e12 END, 0.5) FILTER (is_answer_due) AS median_wait,
  count(*) FILTER (is_resolution_due) AS resolution_due,
  count(*) FILTER (is_resolution_due AND duration <= INTERVAL 72 HOUR) AS resolved_in_time,
  count(*) FILTER (is_reopen_due) AS reopen_due,
  count(*) FILTER (is_reopen_due AND respite <= INTERVAL 7 DAY) AS reopened
FROM request SEMI JOIN rated_guilds USING (guild_id)
WHERE is_answer_due OR is_resolution_due OR is_reopen_due
GROUP BY guild_id;

CREATE TEMP TABLE payout_fairness AS
WITH payout AS (
  SELECT
    guild_id, gross, entitled, due_on, paid_on,
    due_on >= getvariable('month_start') AND due_on < getvariable('month_end') AS is_due,
    due_on + 30 >= getvariable('month_start') AND due_on + 30 < getvariable('month_end') AS is_settled,
    CASE WHEN paid_on <= due_on + 30 THEN coalesce(paid, 0) ELSE 0 END AS paid_by_then
  FROM read_csv(
    getvariable('data') || '/payouts.csv',
    types = {'gross': 'DOUBLE', 'entitled': 'DOUBLE', 'paid': 'DOUBLE', 'due_on': 'DATE', 'paid_on': 'DATE'})
)
SELECT
  guild_id,
  count(*) FILTER (is_due) AS due,
  count(*) FILTER (is_due AND paid_on <= due_on) AS on_time,
  count(*) FILTER (is_settled) AS settled,
  coalesce(sum(greatest(0, entitled - paid_by_then)) FILTER (is_settled), 0) AS short,
  coalesce(sum(entitled) FILTER (is_settled), 0) AS entitled,
  coalesce(sum(greatest(0, least(coalesce(paid_on - due_on, 30), 30))) FILTER (is_settled), 0) AS days_late,
  count(*) FILTER (is_settled AND gross > 0) AS shared,
  avg(paid_by_then / gross) FILTER (is_settled AND gross > 0) AS mean_share,
  stddev_pop(paid_by_then / gross) FILTER (is_settled AND gross > 0) AS share_deviation
FROM payout SEMI JOIN rated_guilds USING (guild_id)
WHERE is_due OR is_settled
GROUP BY guild_id;

-- Spells alive in the month, in days: when they come under observation and when they go out of it.
CREATE TEMP TABLE spell AS
WITH known AS (
  SELECT guild_id, joined_on, leave_reason, CASE WHEN left_on < getvariable('month_end') THEN left_on END AS left_on
  FROM read_csv(getvariable('data') || '/memberships.csv', types = {'joined_on': 'DATE', 'left_on': 'DATE'})
  WHERE joined_on < getvariable('month_end')
)
SELECT
  guild_id,
  coalesce(left_on, getvariable('month_end')) - greatest(joined_on, getvariable('month_start')) AS exposed_days,
  left_on IS NOT NULL AND leave_reason IS NOT DISTINCT FROM 'guild_initiated' AS is_let_go,
  left_on IS NOT NULL AND coalesce(leave_reason NOT IN ('guild_initiated', 'platform_initiated'), true) AS is_voluntary,
  greatest(0, getvariable('month_start') - 1 - joined_on) AS entered,
  CASE WHEN left_on IS NULL THEN getvariable('month_end') - 1 - joined_on ELSE greatest(1, left_on - joined_on) END AS observed
FROM known SEMI JOIN rated_guilds USING (guild_id)
WHERE left_on IS NULL OR left_on >= getvariable('month_start');

CREATE TEMP TABLE exposure AS
SELECT
  guild_id,
  sum(greatest(0, exposed_days)) / 30.4375 AS months,
  count(*) FILTER (is_voluntary) AS left_by_choice,
  count(*) FILTER (is_let_go) AS let_go,
  sum(greatest(0, least(observed, 90) - entered)) / 30.4375 AS months_at_risk
FROM spell
GROUP BY guild_id;

-- Kaplan and Meier: at each tenure somebody left at, how many were at risk.
CREATE TEMP TABLE survival AS
WITH exit AS (
  SELECT guild_id, observed AS tenure, count(*) AS exits FROM spell WHERE is_voluntary AND observed <= 90 GROUP BY ALL
), step AS (
  SELECT exit.guild_id, tenure, any_value(exits) AS exits, count(*) AS at_risk
  FROM exit JOIN spell ON spell.guild_id = exit.guild_id AND spell.entered < tenure AND spell.observed >= tenure
  GROUP BY exit.guild_id, tenure
)
SELECT guild_id, product(1 - exits / at_risk) AS share FROM step GROUP BY guild_id;

CREATE TEMP TABLE complaint_rate AS
WITH complaint AS (
  SELECT
    guild_id, severity, outcome,
    filed_at >= getvariable('month_start') AND filed_at < getvariable('month_end') AS is_filed,
    decided_at < getvariable('month_end') AS is_known,
    coalesce(decided_at >= getvariable('month_start') AND decided_at < getvariable('month_end'), false) AS is_decided
  FROM read_csv(
    getvariable('data') || '/complaints.csv', types = {'filed_at': 'TIMESTAMP', 'decided_at': 'TIMESTAMP'})
)
SELECT
  guild_id,
  count(*) FILTER (is_filed) AS filed,
  count(*) FILTER (is_filed AND is_known IS NOT TRUE) AS pending,
  count(*) FILTER (is_decided AND outcome = 'upheld') AS upheld,
  count(*) FILTER (is_decided AND outcome IN ('upheld', 'rejected')) AS decided,
  coalesce(sum(CASE severity WHEN 'minor' THEN 1 WHEN 'major' THEN 3 ELSE 10 END)
    FILTER (is_decided AND outcome = 'upheld'), 0) AS severity
FROM complaint SEMI JOIN rated_guilds USING (guild_id)
GROUP BY guild_id;

CREATE TEMP TABLE complaints_of_members AS
SELECT
  guild_id, months / 1000 AS months,
  coalesce(filed, 0) AS filed, coalesce(upheld, 0) AS upheld, coalesce(severity, 0) AS severity
FROM exposure LEFT JOIN complaint_rate USING (guild_id);

-- What `guildmark measures` writes.
CREATE TEMP TABLE measures AS
WITH counted(guild_id, scorer, measure, numerator, denominator) AS (
  SELECT guild_id, 'responsiveness', 'within_target_rate', answered_in_time, answer_due FROM responsiveness
  UNION ALL SELECT guild_id, 'responsiveness', 'resolution_rate', resolved_in_time, resolution_due FROM responsiveness
  UNION ALL SELECT guild_id, 'responsiveness', 'reopen_rate', reopened, reopen_due FROM responsiveness
  UNION ALL SELECT guild_id, 'payout_fairness', 'on_time_rate', on_time, due FROM payout_fairness
  UNION ALL SELECT guild_id, 'payout_fairness', 'underpayment_rate', short, entitled FROM payout_fairness
  UNION ALL SELECT guild_id, 'payout_fairness', 'mean_days_late', days_late, settled FROM payout_fairness
  UNION ALL SELECT guild_id, 'retention', 'attrition_rate', left_by_choice, months FROM exposure
  UNION ALL SELECT guild_id, 'retention', 'let_go_rate', let_go, months FROM exposure
  UNION ALL SELECT guild_id, 'complaint_rate', 'upheld_per_1000', upheld, months FROM complaints_of_members
  UNION ALL SELECT guild_id, 'complaint_rate', 'filed_per_1000', filed, months FROM complaints_of_members
  UNION ALL SELECT guild_id, 'complaint_rate', 'severity_weighted_per_1000', severity, months FROM complaints_of_members
  UNION ALL SELECT guild_id, 'complaint_rate', 'uphold_share', upheld, decided FROM complaint_rate
  UNION ALL SELECT guild_id, 'complaint_rate', 'pending_share', pending, filed FROM complaint_rate
)
SELECT guild_id, scorer, measure, numerator / denominator AS "value", numerator, denominator FROM counted WHERE denominator > 0
UNION ALL
SELECT guild_id, 'responsiveness', 'median_first_response', if(median_wait >= 1e12, 'inf', median_wait / 3600), NULL, answer_due
FROM responsiveness WHERE answer_due > 0
UNION ALL
SELECT guild_id, 'payout_fairness', 'share_dispersion', share_deviation / mean_share, NULL, shared
FROM payout_fairness WHERE mean_share > 0
UNION ALL
SELECT guild_id, 'retention', 'retention_at_horizon', coalesce(share, 1), NULL, months_at_risk
FROM exposure LEFT JOIN survival USING (guild_id) WHERE months_at_risk > 0
ORDER BY guild_id, scorer, measure;
