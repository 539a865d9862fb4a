const mebibyte = 2 ** 20;

/**
 * How the embedded server runs: durable, reachable from this machine only, sized for one busy program beside it.
 *
 * @param memoryBytes of the whole machine
 * @param starterId process id of who starts it; others read it from `cluster_name`
 */
export function serverSettings(memoryBytes: number, port: number, starterId: number): Readonly<Record<string, string>> {
  // 512 MB where an eighth of the memory allows it: more gains nothing on what a run reads.
  const sharedMebibytes = Math.max(16, Math.min(512, Math.floor(memoryBytes / mebibyte / 8)));
  return {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    cluster_name: `ringfence ${starterId}`,
    max_connections: "100",
    password_encryption: "scram-sha-256",
    // An acknowledged event is on disk.
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    shared_buffers: `${sharedMebibytes}MB`,
    work_mem: "64MB",
    maintenance_work_mem: "256MB",
    // Checkpoints every 4 GB of log or 15 minutes: bulk loading writes each page once, not once a minute.
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    // The embedded build knows no lz4.
    wal_compression: "pglz",
    autovacuum: "on",
    // Compiling costs more than it saves on queries of this size.
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    // Values of rows stay out of the log, also when a statement fails.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
  };
}
