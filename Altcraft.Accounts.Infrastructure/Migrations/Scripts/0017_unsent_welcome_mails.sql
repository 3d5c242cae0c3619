set local lock_timeout = '2s';

-- The mails that wait or were given up are few among those that were sent: a list of them must not read all the others.
-- Writes wait: those of welcome mails alone, while the mails there are are read, a fifth of a second for each million.
create index welcome_mails_unsent on welcome_mails (id) where next_attempt_at is not null or given_up_at is not null;
