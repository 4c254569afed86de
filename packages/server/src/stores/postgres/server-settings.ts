import type { Folders } from './folders.ts'

const tuning: Record<string, string> = {
  listen_addresses: '', // unix socket only
  unix_socket_permissions: '0700',
  password_encryption: 'scram-sha-256',
  // A fast shutdown that lands during crash recovery hangs for ever, so the server goes down whole and the supervisor starts it anew.
  restart_after_crash: 'off',
  max_connections: '60',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  jit: 'off', // our statements are short: compiling them costs more than it gives
  random_page_cost: '1.1',
  wal_level: 'replica',
  synchronous_commit: 'on',
  max_wal_size: '4GB',
  wal_recycle: 'off', // a recycled file keeps what was written in it before: nobody could be erased from the disk
  checkpoint_timeout: '15min',
  deadlock_timeout: '200ms',
  autovacuum_naptime: '15s', // intake and chunks are queues: their dead rows must go soon
  autovacuum_vacuum_cost_limit: '1000',
  autovacuum_vacuum_insert_scale_factor: '0.2',
  // What people send us must not end up in a log: no statements, no parameters, no DETAIL lines with key values.
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** The server's command line. Settings are given here rather than in a file, so that each version brings its own. */
export function serverArguments(folders: Folders, extra: Record<string, string> = {}): string[] {
  const settings = { ...tuning, unix_socket_directories: folders.socket, ...extra }
  return ['-D', folders.data, '-p', '5432', ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}
