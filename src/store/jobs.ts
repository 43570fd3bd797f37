import { statement } from './database.ts';

/**
 * Gives back the jobs and queues held by workers that are no more; without it, what a killed program had begun would lie for
 * four hours. Alive is whose id stands in the name of a connection. A worker that has lost its connection for a moment
 * may be taken for dead: every task can be run twice.
 */
export const releaseJobsOfTheDead = statement<{ released: number }>(
  'job.releaseOfTheDead',
  `WITH dead AS (
    SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
    UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL
    EXCEPT SELECT split_part(application_name, ' ', 2) FROM pg_stat_activity WHERE datname = current_database()
  ), listed AS (SELECT array_agg(locked_by) AS ids, count(*) AS n FROM dead)
  SELECT n AS released, graphile_worker.force_unlock_workers(ids) FROM listed WHERE n > 0`,
);
