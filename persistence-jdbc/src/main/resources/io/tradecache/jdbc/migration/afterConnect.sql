-- A migration that waits for a lock makes everybody behind it wait too: rather give up, and start again.
SET lock_timeout = '10s';
