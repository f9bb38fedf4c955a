/** The role and the database that the gateway uses. The role owns the database, may create others, and is no superuser. */
export const ROLE = 'chakong';
export const DATABASE = 'chakong';
/** Desks read as this one (docs/decisions/0022-who-sees-a-case.md); nobody logs in as it. */
export const DESK_ROLE = 'chakong_desk';

/**
 * postgresql.conf. Nothing here trades durability for speed: what was acknowledged must survive a crash at any instruction.
 *
 * Logging: every line begins with the kind of process and the SQL state, because `server-log.ts` passes on only what cannot
 * hold personal data. Details, statements and parameters are never written, for the same reason.
 */
export function postgresqlConf(port: number): string {
  return `# Written by Chakong Gateway at every start; changes are lost. Your own settings go into custom.conf beside this file.
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
max_connections = 200
cluster_name = 'chakong-gateway'

fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = pglz
wal_buffers = 16MB
max_wal_size = 2GB
min_wal_size = 256MB
checkpoint_timeout = 10min

shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
jit = off

password_encryption = scram-sha-256
timezone = 'UTC'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.simple'

log_destination = 'stderr'
logging_collector = off
log_timezone = 'UTC'
log_line_prefix = '[%b %e] '
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0

include_if_exists = 'custom.conf'
`;
}

/** pg_hba.conf: the gateway's role, from this machine, with its password; nobody else, the superuser included. */
export const PG_HBA_CONF = `# Written by Chakong Gateway at every start; changes are lost.
host all ${ROLE} 127.0.0.1/32 scram-sha-256
`;
