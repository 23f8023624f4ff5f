-- The canonical tables of ADR-013, with columns and tables added where Zephyr Scale has more, and the tables
-- that make a run resumable and provable. Times are UTC. Names of ADR-013 are kept verbatim.

CREATE TABLE Project (
    project_id VARCHAR PRIMARY KEY,
    project_key VARCHAR UNIQUE NOT NULL,
    name VARCHAR NOT NULL,
    description TEXT,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- added
    jira_project_id BIGINT,
    is_enabled BOOLEAN
);
CREATE INDEX idx_project_key ON Project(project_key);

CREATE TABLE Folder (
    folder_id BIGINT PRIMARY KEY,
    project_id VARCHAR REFERENCES Project(project_id),
    parent_folder_id BIGINT REFERENCES Folder(folder_id),
    name VARCHAR NOT NULL,
    type VARCHAR CHECK(type IN ('TEST_CASE', 'TEST_PLAN', 'TEST_CYCLE')),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- added: parent as Zephyr gave it (parent_folder_id is null when no such folder exists), place among siblings
    source_parent_id BIGINT,
    position INT,
    gone_at TIMESTAMP
);
CREATE INDEX idx_folder_project ON Folder(project_id, type);

-- priorities, statuses (once per status type) and environments: Zephyr's objects carry only their ids
CREATE TABLE reference_value (
    project_id VARCHAR NOT NULL REFERENCES Project(project_id),
    type VARCHAR NOT NULL CHECK(type IN ('PRIORITY', 'STATUS_TEST_CASE', 'STATUS_TEST_PLAN', 'STATUS_TEST_CYCLE',
        'STATUS_TEST_EXECUTION', 'ENVIRONMENT')),
    reference_id BIGINT NOT NULL,
    name VARCHAR NOT NULL,
    description TEXT,
    position INT,
    is_archived BOOLEAN DEFAULT FALSE,
    gone_at TIMESTAMP,
    PRIMARY KEY (project_id, type, reference_id)
);

CREATE TABLE TestCase (
    test_case_id BIGINT PRIMARY KEY,
    project_id VARCHAR REFERENCES Project(project_id),
    folder_id BIGINT REFERENCES Folder(folder_id),
    key VARCHAR UNIQUE NOT NULL,
    name VARCHAR NOT NULL,
    objective TEXT,
    precondition TEXT,
    estimated_time_ms BIGINT,
    priority VARCHAR,
    status VARCHAR,
    owner_id VARCHAR,
    created_on TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- added: references as given, labels as JSON array, script type, what has still to be fetched
    source_folder_id BIGINT,
    priority_id BIGINT,
    status_id BIGINT,
    component_id BIGINT,
    labels TEXT,
    script_type VARCHAR CHECK(script_type IN ('STEPS', 'PLAIN', 'BDD', 'NONE')),
    -- last part of testScript.self, a hint which of the two script requests to try first
    script_hint VARCHAR,
    payload_sha256 VARCHAR(64),
    details_due BOOLEAN DEFAULT TRUE NOT NULL,
    versions_due BOOLEAN DEFAULT FALSE NOT NULL,
    links_due BOOLEAN DEFAULT FALSE NOT NULL,
    attachments_due BOOLEAN DEFAULT TRUE NOT NULL,
    gone_at TIMESTAMP
);
CREATE INDEX idx_testcase_project ON TestCase(project_id);
-- the number as second column lets a page be read without sorting the whole project
CREATE INDEX idx_testcase_page ON TestCase(project_id, test_case_id);
CREATE INDEX idx_testcase_folder ON TestCase(folder_id);
CREATE INDEX idx_testcase_details_due ON TestCase(project_id, test_case_id) WHERE details_due;
CREATE INDEX idx_testcase_attachments_due ON TestCase(project_id, test_case_id) WHERE attachments_due;
CREATE INDEX idx_testcase_versions_due ON TestCase(project_id, test_case_id) WHERE versions_due;
CREATE INDEX idx_testcase_links_due ON TestCase(project_id, test_case_id) WHERE links_due;

CREATE TABLE TestStep (
    step_id INTEGER PRIMARY KEY AUTOINCREMENT,
    test_case_id BIGINT REFERENCES TestCase(test_case_id),
    step_order INT NOT NULL,
    description TEXT NOT NULL,
    expected_result TEXT,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- added: step_order counts from 1; kind says what description holds; parameters and custom_fields are JSON
    zephyr_step_id BIGINT,
    kind VARCHAR DEFAULT 'INLINE' NOT NULL CHECK(kind IN ('INLINE', 'CALL', 'PLAIN', 'BDD')),
    test_data TEXT,
    called_case_key VARCHAR,
    parameters TEXT,
    custom_fields TEXT,
    attachments_due BOOLEAN DEFAULT FALSE NOT NULL,
    UNIQUE(test_case_id, step_order)
);
CREATE INDEX idx_teststep_attachments_due ON TestStep(step_id) WHERE attachments_due;

CREATE TABLE test_case_version (
    test_case_id BIGINT NOT NULL REFERENCES TestCase(test_case_id),
    version INT NOT NULL,
    version_id BIGINT,
    PRIMARY KEY (test_case_id, version)
);

CREATE TABLE TestPlan (
    test_plan_id BIGINT PRIMARY KEY,
    project_id VARCHAR REFERENCES Project(project_id),
    folder_id BIGINT REFERENCES Folder(folder_id),
    key VARCHAR UNIQUE NOT NULL,
    name VARCHAR NOT NULL,
    objective TEXT,
    status VARCHAR,
    owner_id VARCHAR,
    source_folder_id BIGINT,
    status_id BIGINT,
    labels TEXT,
    payload_sha256 VARCHAR(64),
    attachments_due BOOLEAN DEFAULT TRUE NOT NULL,
    gone_at TIMESTAMP
);

CREATE TABLE TestCycle (
    test_cycle_id BIGINT PRIMARY KEY,
    project_id VARCHAR REFERENCES Project(project_id),
    folder_id BIGINT REFERENCES Folder(folder_id),
    key VARCHAR UNIQUE NOT NULL,
    name VARCHAR NOT NULL,
    description TEXT,
    planned_start_date TIMESTAMP,
    planned_end_date TIMESTAMP,
    status VARCHAR,
    owner_id VARCHAR,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- added
    source_folder_id BIGINT,
    status_id BIGINT,
    jira_version_id BIGINT,
    payload_sha256 VARCHAR(64),
    links_due BOOLEAN DEFAULT FALSE NOT NULL,
    attachments_due BOOLEAN DEFAULT TRUE NOT NULL,
    gone_at TIMESTAMP
);
CREATE INDEX idx_testcycle_project ON TestCycle(project_id, test_cycle_id);
CREATE INDEX idx_testcycle_links_due ON TestCycle(project_id, test_cycle_id) WHERE links_due;

CREATE TABLE TestExecution (
    execution_id BIGINT PRIMARY KEY,
    test_cycle_id BIGINT REFERENCES TestCycle(test_cycle_id),
    test_case_id BIGINT REFERENCES TestCase(test_case_id),
    status VARCHAR NOT NULL,
    executed_by_id VARCHAR,
    assigned_to_id VARCHAR,
    execution_time_ms BIGINT,
    actual_end_date TIMESTAMP,
    environment VARCHAR,
    comment TEXT,
    automated BOOLEAN DEFAULT FALSE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- added: source_* as given (test_case_id and test_cycle_id are null when Zephyr does not list that object);
    -- status is '' when its id is in no list
    project_id VARCHAR REFERENCES Project(project_id),
    key VARCHAR,
    source_case_key VARCHAR,
    source_case_version INT,
    source_case_version_id BIGINT,
    source_cycle_id BIGINT,
    source_cycle_key VARCHAR,
    status_id BIGINT,
    environment_id BIGINT,
    estimated_time_ms BIGINT,
    jira_version_id BIGINT,
    payload_sha256 VARCHAR(64),
    details_due BOOLEAN DEFAULT TRUE NOT NULL,
    links_due BOOLEAN DEFAULT FALSE NOT NULL,
    attachments_due BOOLEAN DEFAULT TRUE NOT NULL,
    gone_at TIMESTAMP
);
CREATE INDEX idx_execution_testcycle ON TestExecution(test_cycle_id);
CREATE INDEX idx_execution_testcase ON TestExecution(test_case_id);
CREATE INDEX idx_execution_project ON TestExecution(project_id, execution_id);
CREATE INDEX idx_execution_case_key ON TestExecution(project_id, source_case_key);
CREATE INDEX idx_execution_links_due ON TestExecution(project_id, execution_id) WHERE links_due;
CREATE INDEX idx_execution_details_due ON TestExecution(project_id, execution_id) WHERE details_due;
CREATE INDEX idx_execution_attachments_due ON TestExecution(project_id, execution_id) WHERE attachments_due;

CREATE TABLE test_execution_step (
    execution_step_id INTEGER PRIMARY KEY AUTOINCREMENT,
    execution_id BIGINT NOT NULL REFERENCES TestExecution(execution_id),
    step_order INT NOT NULL,
    zephyr_step_id BIGINT,
    description TEXT,
    test_data TEXT,
    expected_result TEXT,
    actual_result TEXT,
    test_data_row INT,
    status VARCHAR,
    status_id BIGINT,
    attachments_due BOOLEAN DEFAULT FALSE NOT NULL,
    UNIQUE(execution_id, step_order)
);
CREATE INDEX idx_execution_step_attachments_due ON test_execution_step(execution_step_id) WHERE attachments_due;

CREATE TABLE test_plan_cycle (
    test_plan_id BIGINT NOT NULL REFERENCES TestPlan(test_plan_id),
    test_cycle_id BIGINT NOT NULL,
    PRIMARY KEY (test_plan_id, test_cycle_id)
);

-- issue and web links of any object
CREATE TABLE entity_link (
    project_id VARCHAR NOT NULL REFERENCES Project(project_id),
    owner_type VARCHAR NOT NULL CHECK(owner_type IN ('TestCase', 'TestPlan', 'TestCycle', 'TestExecution')),
    owner_id BIGINT NOT NULL,
    position INT NOT NULL,
    kind VARCHAR NOT NULL CHECK(kind IN ('ISSUE', 'WEB')),
    issue_id BIGINT,
    url TEXT,
    description TEXT,
    link_type VARCHAR,
    PRIMARY KEY (owner_type, owner_id, position)
);

CREATE TABLE CustomField (
    custom_field_id INTEGER PRIMARY KEY AUTOINCREMENT,
    object_type VARCHAR CHECK(object_type IN ('TestCase', 'TestCycle', 'TestExecution', 'TestPlan')),
    object_id BIGINT NOT NULL,
    field_name VARCHAR NOT NULL,
    field_value TEXT,
    -- added: field_value is the text of a scalar and the JSON of an array or object; this says which
    value_type VARCHAR DEFAULT 'STRING' NOT NULL
        CHECK(value_type IN ('STRING', 'NUMBER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL')),
    UNIQUE(object_type, object_id, field_name)
);

CREATE TABLE Attachment (
    attachment_id INTEGER PRIMARY KEY AUTOINCREMENT,
    related_type VARCHAR CHECK(related_type IN ('TestCase', 'TestExecution', 'TestStep', 'TestCycle', 'TestPlan',
        'TestExecutionStep')),
    related_id BIGINT NOT NULL,
    attachment_name VARCHAR NOT NULL,
    attachment_blob BLOB,
    attachment_url VARCHAR,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- added: the content is stored once per SHA-256 in attachment_chunk, attachment_blob stays null
    project_id VARCHAR REFERENCES Project(project_id),
    zephyr_attachment_id BIGINT NOT NULL,
    content_sha256 VARCHAR(64),
    content_bytes BIGINT,
    content_type VARCHAR,
    state VARCHAR DEFAULT 'LISTED' NOT NULL CHECK(state IN ('LISTED', 'STORED', 'TOO_LARGE', 'MISSING')),
    UNIQUE(related_type, related_id, zephyr_attachment_id)
);
CREATE INDEX idx_attachments_related ON Attachment(related_type, related_id);
CREATE INDEX idx_attachment_listed ON Attachment(project_id, attachment_id) WHERE state = 'LISTED';

CREATE TABLE attachment_content (
    sha256 VARCHAR(64) PRIMARY KEY,
    content_bytes BIGINT NOT NULL,
    stored_at TIMESTAMP NOT NULL
);

-- at most 1 MB a row; seq counts from 0
CREATE TABLE attachment_chunk (
    sha256 VARCHAR(64) NOT NULL,
    seq INT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (sha256, seq)
);

-- every payload as it came; sweep is the number of the last complete reading of its list that showed it
CREATE TABLE raw_record (
    project_key VARCHAR NOT NULL,
    entity VARCHAR NOT NULL,
    source_key VARCHAR NOT NULL,
    payload TEXT NOT NULL,
    payload_sha256 VARCHAR(64),
    run_id VARCHAR NOT NULL,
    fetched_at TIMESTAMP NOT NULL,
    sweep BIGINT DEFAULT 0 NOT NULL,
    gone_at TIMESTAMP,
    PRIMARY KEY (project_key, entity, source_key)
);

CREATE TABLE migration_state (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_key VARCHAR UNIQUE NOT NULL,
    extraction_status VARCHAR,
    transformation_status VARCHAR,
    loading_status VARCHAR,
    last_updated TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    error_message TEXT,
    meta_data TEXT,
    -- added
    validation_status VARCHAR
);

CREATE TABLE entity_batch_state (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_key VARCHAR NOT NULL,
    entity_type VARCHAR NOT NULL,
    batch_number INT NOT NULL,
    total_batches INT,
    items_count INT,
    processed_count INT DEFAULT 0,
    status VARCHAR,
    started_at TIMESTAMP,
    completed_at TIMESTAMP,
    last_updated TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    error_message TEXT,
    UNIQUE(project_key, entity_type, batch_number)
);

-- runs and what they leave behind

CREATE TABLE run (
    run_id VARCHAR PRIMARY KEY,
    project_key VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    phases VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    exit_code INT,
    outcome TEXT,
    host VARCHAR NOT NULL,
    pid BIGINT NOT NULL,
    ztoq_version VARCHAR NOT NULL
);

-- one row per phase of a run, for status, duration and progress; state: RUNNING, DONE, FAILED, STOPPED
CREATE TABLE run_phase (
    run_id VARCHAR NOT NULL REFERENCES run(run_id),
    phase VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK(state IN ('RUNNING', 'DONE', 'FAILED', 'STOPPED')),
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    message TEXT,
    PRIMARY KEY (run_id, phase)
);

-- who works on what right now; a holder renews its row and loses it when it does not
CREATE TABLE lease (
    name VARCHAR PRIMARY KEY,
    run_id VARCHAR NOT NULL,
    host VARCHAR NOT NULL,
    pid BIGINT NOT NULL,
    acquired_at TIMESTAMP NOT NULL,
    renewed_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);

CREATE TABLE checkpoint (
    project_key VARCHAR NOT NULL,
    flow VARCHAR NOT NULL,
    entity VARCHAR NOT NULL,
    position TEXT NOT NULL,
    is_complete BOOLEAN NOT NULL,
    row_count BIGINT NOT NULL,
    run_id VARCHAR NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (project_key, flow, entity)
);

CREATE TABLE rejected_record (
    rejected_record_id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_key VARCHAR NOT NULL,
    flow VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    source_key VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    message TEXT NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    run_id VARCHAR NOT NULL,
    first_at TIMESTAMP NOT NULL,
    last_at TIMESTAMP NOT NULL,
    attempt_count INT NOT NULL,
    resolved_at TIMESTAMP,
    UNIQUE(project_key, flow, kind, source_key)
);

CREATE TABLE loss (
    loss_id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_key VARCHAR NOT NULL,
    entity VARCHAR NOT NULL,
    source_key VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK(severity IN ('INFO', 'WARNING', 'ERROR')),
    kept_instead TEXT NOT NULL,
    run_id VARCHAR NOT NULL,
    UNIQUE(project_key, entity, source_key, field, kind)
);

CREATE TABLE finding (
    finding_id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_key VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    phase VARCHAR NOT NULL,
    rule_id VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK(severity IN ('INFO', 'WARNING', 'ERROR')),
    scope VARCHAR NOT NULL,
    source_key VARCHAR NOT NULL,
    message TEXT NOT NULL,
    expected TEXT,
    actual TEXT
);
CREATE INDEX idx_finding_run ON finding(run_id, phase);

CREATE TABLE remote_call (
    run_id VARCHAR NOT NULL,
    system VARCHAR NOT NULL,
    request VARCHAR NOT NULL,
    status INT NOT NULL,
    call_count BIGINT NOT NULL,
    sent_bytes BIGINT NOT NULL,
    received_bytes BIGINT NOT NULL,
    total_ms BIGINT NOT NULL,
    PRIMARY KEY (run_id, system, request, status)
);

-- one row per qTest object to be (or action on one): mapping table, work list and resume point in one
CREATE TABLE target_object (
    target_object_id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_key VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK(kind IN ('MODULE', 'TEST_CASE', 'APPROVAL', 'STEP_READING', 'TEST_CYCLE', 'TEST_SUITE',
        'TEST_RUN', 'TEST_LOG', 'ATTACHMENT')),
    source_key VARCHAR NOT NULL,
    -- the object below which this one is created; null: at the root
    parent_id BIGINT REFERENCES target_object(target_object_id),
    -- place in the work list: kind and level first, then order among siblings
    rank INT NOT NULL,
    sort_key VARCHAR NOT NULL,
    -- from 1 among the siblings of its kind, given at the start of a load; sent as order
    sibling_position INT,
    -- order that qTest has for it since our last write; null when not known
    written_position INT,
    -- null for a rejected record
    document TEXT,
    document_sha256 VARCHAR(64),
    -- PLANNED: to be sent. SENDING: claimed by run_id, its fate unknown after a crash. WRITTEN: stands in qTest.
    -- REJECTED: cannot go on, see rejected_record. HELD: belongs to a rejected one. GONE: no longer in Zephyr.
    state VARCHAR NOT NULL CHECK(state IN ('PLANNED', 'SENDING', 'WRITTEN', 'REJECTED', 'HELD', 'GONE')),
    -- objects in target_need that are not there yet; 0 and PLANNED means ready
    waiting INT DEFAULT 0 NOT NULL,
    target_id BIGINT,
    target_pid VARCHAR,
    target_version_id BIGINT,
    target_version VARCHAR,
    written_sha256 VARCHAR(64),
    written_at TIMESTAMP,
    -- digest of the object as qTest showed it after our last write, to see edits of others before an update
    live_sha256 VARCHAR(64),
    was_created BOOLEAN DEFAULT FALSE NOT NULL,
    -- planned, but may stand in qTest all the same, since the store is new or older than qTest: looked for before it is sent
    is_doubtful BOOLEAN DEFAULT FALSE NOT NULL,
    run_id VARCHAR,
    -- parent at the last claim: a row in doubt may stand below it although another one is planned by now
    sent_parent_id BIGINT,
    -- GONE or REJECTED: state of a row in doubt that the transform no longer wants, once it is known whether it stands
    doubt_ends_as VARCHAR,
    claimed_at TIMESTAMP,
    attempts INT DEFAULT 0 NOT NULL,
    -- transform that last changed this row
    planned_by VARCHAR NOT NULL,
    UNIQUE(project_key, kind, source_key)
);
CREATE INDEX idx_target_ready ON target_object(project_key, rank, sort_key, target_object_id)
    WHERE state = 'PLANNED' AND waiting = 0;
CREATE INDEX idx_target_sending ON target_object(project_key, target_object_id) WHERE state = 'SENDING';
CREATE INDEX idx_target_parent ON target_object(parent_id);
CREATE INDEX idx_target_live ON target_object(project_key, kind, target_id);

-- object_id can be sent when needs_id is WRITTEN; an order need is also met when needs_id can never be written
CREATE TABLE target_need (
    object_id BIGINT NOT NULL REFERENCES target_object(target_object_id),
    needs_id BIGINT NOT NULL REFERENCES target_object(target_object_id),
    is_order_only BOOLEAN DEFAULT FALSE NOT NULL,
    PRIMARY KEY (object_id, needs_id)
) WITHOUT ROWID;
CREATE INDEX idx_target_need_back ON target_need(needs_id);

-- steps of a case's current version in qTest, calls expanded; seq counts from 1 in the order of qTest
CREATE TABLE target_step (
    test_case_object_id BIGINT NOT NULL REFERENCES target_object(target_object_id),
    seq INT NOT NULL,
    -- place among the steps that can have a result (from 1); null for a call step itself
    position INT,
    -- place among the case's own steps (from 1), a call counts as one; null for a step of a called case
    own_position INT,
    step_id BIGINT NOT NULL,
    called_test_case_id BIGINT,
    parent_step_id BIGINT,
    PRIMARY KEY (test_case_object_id, seq)
);

-- what stood in qTest before an update of ours
CREATE TABLE target_before (
    target_object_id BIGINT NOT NULL REFERENCES target_object(target_object_id),
    run_id VARCHAR NOT NULL,
    document TEXT NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    PRIMARY KEY (target_object_id, run_id)
);

-- the fields that the documents use; field_id is known after preflight
CREATE TABLE target_field (
    project_key VARCHAR NOT NULL,
    object_type VARCHAR NOT NULL CHECK(object_type IN ('test-cases', 'test-runs', 'test-suites')),
    label VARCHAR NOT NULL,
    source_name VARCHAR,
    data_type INT NOT NULL,
    options TEXT,
    is_system BOOLEAN NOT NULL,
    inferred_as VARCHAR,
    field_id BIGINT,
    PRIMARY KEY (project_key, object_type, label)
);

-- what validation saw in qTest, latest run only: read back, never copied from what was sent. source_key comes from the
-- object's marker; content_sha256 is over the compared content by names, no ids, so that two validations compare
CREATE TABLE live_object (
    project_key VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    target_id BIGINT NOT NULL,
    run_id VARCHAR NOT NULL,
    source_key VARCHAR,
    content_sha256 VARCHAR(64),
    field_count INT NOT NULL,
    difference_count INT NOT NULL,
    parent_target_id BIGINT,
    case_target_id BIGINT,
    version_id BIGINT,
    version VARCHAR,
    status VARCHAR,
    latest_log_id BIGINT,
    -- order that qTest gives; of a step or step result: its place
    position INT,
    PRIMARY KEY (project_key, kind, target_id)
);
CREATE INDEX idx_live_source ON live_object(project_key, kind, source_key);
CREATE INDEX idx_live_parent ON live_object(project_key, kind, parent_target_id);
