-- Flyway sets a search path for the session. Behind a connection pooler in transaction mode, others would find it there.
set search_path to default;
