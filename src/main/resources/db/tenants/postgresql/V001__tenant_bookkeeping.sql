-- what ztoq does to tenants: runs, how far they are, what they changed, and rows that could not be given a tenant
CREATE TABLE ztoq_tenant_run (
  run_id INTEGER PRIMARY KEY,
  mode VARCHAR(10) NOT NULL CHECK (mode IN ('migrate', 'rollback')),
  status VARCHAR(12) NOT NULL CHECK (status IN ('running', 'stopped', 'completed', 'failed', 'abandoned', 'rolled_back')),
  is_paused SMALLINT NOT NULL DEFAULT 0,
  rules_sha256 VARCHAR(64) NOT NULL,
  tenant_id VARCHAR(255),
  started_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  host VARCHAR(255) NOT NULL,
  process_id BIGINT NOT NULL,
  os_user VARCHAR(255) NOT NULL,
  ztoq_version VARCHAR(50) NOT NULL
);

CREATE TABLE ztoq_tenant_cursor (
  run_id INTEGER NOT NULL REFERENCES ztoq_tenant_run,
  table_name VARCHAR(255) NOT NULL,
  place INTEGER NOT NULL,
  state VARCHAR(10) NOT NULL CHECK (state IN ('filling', 'done')),
  pass INTEGER NOT NULL DEFAULT 1,
  last_key TEXT,
  high_key TEXT,
  batch_size INTEGER NOT NULL,
  total BIGINT NOT NULL,
  migrated BIGINT NOT NULL DEFAULT 0,
  failed BIGINT NOT NULL DEFAULT 0,
  quarantined BIGINT NOT NULL DEFAULT 0,
  late BIGINT NOT NULL DEFAULT 0,
  hashed_columns TEXT NOT NULL,
  warnings TEXT NOT NULL,
  started_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  PRIMARY KEY (run_id, table_name)
);

-- the undo log: column_name '*' stands for a row that was inserted, left_reason says why a rollback left it
CREATE TABLE ztoq_tenant_change (
  run_id INTEGER NOT NULL,
  table_name VARCHAR(255) NOT NULL,
  row_key TEXT NOT NULL,
  column_name VARCHAR(255) NOT NULL,
  old_value TEXT,
  new_value TEXT NOT NULL,
  row_hash VARCHAR(64) NOT NULL,
  undone_at TIMESTAMP,
  left_reason TEXT,
  PRIMARY KEY (run_id, table_name, row_key)
);

CREATE TABLE ztoq_tenant_quarantine (
  run_id INTEGER NOT NULL,
  table_name VARCHAR(255) NOT NULL,
  row_key TEXT NOT NULL,
  code VARCHAR(30) NOT NULL,
  reason TEXT NOT NULL,
  candidates TEXT,
  PRIMARY KEY (run_id, table_name, row_key)
);
