-- The work data of one organisation (issues, their changes, pull requests, and how raw statuses and issue types map
-- to a workflow) with the seed rows that it starts from. Sources are the schema migration guide and the facts read back
-- from the database that it describes; where the guide promises more than that database kept (a primary key on every
-- table, unique external ids and keys) the keys are here. migrations/README.md says what was added and why.
-- 24 tables. The 25th of the guide, migration_history, belongs to the engine, which must be able to record the rollback
-- of this migration. No accounts, no passwords, no integrations, they are no part of a schema.
-- Times are TIMESTAMPTZ, one instant whatever the zone of server or session.
-- assert-after: SELECT count(*) = 1 FROM clients
-- assert-after: SELECT count(*) = 12 FROM flow_steps
-- assert-after: SELECT count(*) = 113 FROM status_mappings
-- assert-after: SELECT count(*) = 6 FROM issuetype_hierarchies
-- assert-after: SELECT count(*) = 28 FROM issuetype_mappings
-- assert-after: SELECT count(*) = 8 FROM system_settings
-- assert-after: SELECT count(*) = 2 FROM job_schedules
-- assert-after: SELECT count(*) = 0 FROM users
-- assert-after: SELECT count(*) = 0 FROM integrations

-- core tables, who works with what

CREATE TABLE clients (
    id SERIAL CONSTRAINT pk_clients PRIMARY KEY,
    name VARCHAR NOT NULL,
    website VARCHAR,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now()
);
CREATE UNIQUE INDEX uk_clients_name_folded ON clients (lower(name));

CREATE TABLE users (
    id SERIAL CONSTRAINT pk_users PRIMARY KEY,
    email VARCHAR(255) NOT NULL,
    first_name VARCHAR(100),
    last_name VARCHAR(100),
    role VARCHAR(50) NOT NULL DEFAULT 'user',
    is_admin BOOLEAN DEFAULT FALSE,
    auth_provider VARCHAR(50) NOT NULL DEFAULT 'local',
    okta_user_id VARCHAR(255),
    password_hash VARCHAR(255),
    last_login_at TIMESTAMPTZ,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_users_email UNIQUE (email),
    CONSTRAINT uk_users_okta_user_id UNIQUE (okta_user_id),
    CONSTRAINT ck_users_role CHECK (role IN ('admin', 'user', 'view')),
    CONSTRAINT ck_users_auth_provider CHECK (auth_provider IN ('local', 'okta')),
    CONSTRAINT fk_users_client_id FOREIGN KEY (client_id) REFERENCES clients (id)
);
CREATE INDEX idx_users_auth_provider ON users (auth_provider);
CREATE INDEX idx_users_client_id ON users (client_id);

CREATE TABLE user_sessions (
    id SERIAL CONSTRAINT pk_user_sessions PRIMARY KEY,
    user_id INTEGER NOT NULL,
    token_hash VARCHAR(255) NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ip_address VARCHAR(45),
    user_agent TEXT,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_user_sessions_token_hash UNIQUE (token_hash),
    CONSTRAINT fk_user_sessions_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_user_sessions_user_id FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX idx_user_sessions_expires_at ON user_sessions (expires_at);
CREATE INDEX idx_user_sessions_user_id ON user_sessions (user_id);

CREATE TABLE user_permissions (
    id SERIAL CONSTRAINT pk_user_permissions PRIMARY KEY,
    user_id INTEGER NOT NULL,
    resource VARCHAR(100) NOT NULL,
    action VARCHAR(50) NOT NULL,
    granted BOOLEAN NOT NULL DEFAULT TRUE,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_user_permissions_user_resource_action UNIQUE (user_id, resource, action),
    CONSTRAINT fk_user_permissions_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_user_permissions_user_id FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX idx_user_permissions_user_id ON user_permissions (user_id);

CREATE TABLE integrations (
    id SERIAL CONSTRAINT pk_integrations PRIMARY KEY,
    name VARCHAR,
    url VARCHAR,
    username VARCHAR,
    password VARCHAR,
    last_sync_at TIMESTAMPTZ,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_integrations_name_client_id UNIQUE (name, client_id),
    CONSTRAINT fk_integrations_client_id FOREIGN KEY (client_id) REFERENCES clients (id)
);
CREATE INDEX idx_integrations_client_id ON integrations (client_id);
CREATE INDEX idx_integrations_name ON integrations (name);

CREATE TABLE projects (
    id SERIAL CONSTRAINT pk_projects PRIMARY KEY,
    integration_id INTEGER NOT NULL,
    external_id VARCHAR,
    key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    project_type VARCHAR,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_projects_external_id UNIQUE (integration_id, external_id),
    CONSTRAINT uk_projects_key UNIQUE (integration_id, key),
    CONSTRAINT fk_projects_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_projects_integration_id FOREIGN KEY (integration_id) REFERENCES integrations (id)
);
CREATE INDEX idx_projects_client_id ON projects (client_id);
CREATE INDEX idx_projects_integration_id ON projects (integration_id);
CREATE INDEX idx_projects_key ON projects (key);

-- workflow tables, raw names of statuses and issue types and what they stand for

CREATE TABLE flow_steps (
    id SERIAL CONSTRAINT pk_flow_steps PRIMARY KEY,
    name VARCHAR NOT NULL,
    step_number INTEGER,
    step_category VARCHAR NOT NULL,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_flow_steps_name UNIQUE (client_id, name),
    CONSTRAINT ck_flow_steps_step_category
        CHECK (step_category IN ('To Do', 'In Progress', 'Waiting', 'Done', 'Discarded')),
    CONSTRAINT fk_flow_steps_client_id FOREIGN KEY (client_id) REFERENCES clients (id)
);
CREATE INDEX idx_flow_steps_client_id ON flow_steps (client_id);
CREATE UNIQUE INDEX uk_flow_steps_step_number ON flow_steps (client_id, step_number) WHERE step_number IS NOT NULL;

CREATE TABLE status_mappings (
    id SERIAL CONSTRAINT pk_status_mappings PRIMARY KEY,
    status_from VARCHAR NOT NULL,
    status_to VARCHAR NOT NULL,
    status_category VARCHAR NOT NULL,
    flow_step_id INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_status_mappings_from_client UNIQUE (status_from, client_id),
    CONSTRAINT ck_status_mappings_status_category
        CHECK (status_category IN ('To Do', 'In Progress', 'Waiting', 'Done', 'Discarded')),
    CONSTRAINT fk_status_mappings_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_status_mappings_flow_step_id FOREIGN KEY (flow_step_id) REFERENCES flow_steps (id)
);
CREATE INDEX idx_status_mappings_client_id ON status_mappings (client_id);
CREATE INDEX idx_status_mappings_flow_step_id ON status_mappings (flow_step_id);
CREATE INDEX idx_status_mappings_status_from ON status_mappings (status_from);
CREATE UNIQUE INDEX uk_status_mappings_from_folded ON status_mappings (client_id, lower(status_from));

CREATE TABLE issuetype_hierarchies (
    id SERIAL CONSTRAINT pk_issuetype_hierarchies PRIMARY KEY,
    level_name VARCHAR NOT NULL,
    level_number INTEGER NOT NULL,
    description VARCHAR,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_issuetype_hierarchies_level_number UNIQUE (client_id, level_number),
    CONSTRAINT fk_issuetype_hierarchies_client_id FOREIGN KEY (client_id) REFERENCES clients (id)
);
CREATE INDEX idx_issuetype_hierarchies_client_id ON issuetype_hierarchies (client_id);
CREATE INDEX idx_issuetype_hierarchies_level_number ON issuetype_hierarchies (level_number);

CREATE TABLE issuetype_mappings (
    id SERIAL CONSTRAINT pk_issuetype_mappings PRIMARY KEY,
    issuetype_from VARCHAR NOT NULL,
    issuetype_to VARCHAR NOT NULL,
    issuetype_hierarchy_id INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_issuetype_mappings_from_client UNIQUE (issuetype_from, client_id),
    CONSTRAINT fk_issuetype_mappings_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_issuetype_mappings_hierarchy_id FOREIGN KEY (issuetype_hierarchy_id)
        REFERENCES issuetype_hierarchies (id)
);
CREATE INDEX idx_issuetype_mappings_client_id ON issuetype_mappings (client_id);
CREATE INDEX idx_issuetype_mappings_hierarchy_id ON issuetype_mappings (issuetype_hierarchy_id);
CREATE INDEX idx_issuetype_mappings_issuetype_from ON issuetype_mappings (issuetype_from);
CREATE UNIQUE INDEX uk_issuetype_mappings_from_folded ON issuetype_mappings (client_id, lower(issuetype_from));

CREATE TABLE issuetypes (
    id SERIAL CONSTRAINT pk_issuetypes PRIMARY KEY,
    integration_id INTEGER NOT NULL,
    external_id VARCHAR,
    original_name VARCHAR NOT NULL,
    issuetype_mapping_id INTEGER,
    description VARCHAR,
    hierarchy_level INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_issuetypes_external_id UNIQUE (integration_id, external_id),
    CONSTRAINT fk_issuetypes_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_issuetypes_integration_id FOREIGN KEY (integration_id) REFERENCES integrations (id),
    CONSTRAINT fk_issuetypes_issuetype_mapping_id FOREIGN KEY (issuetype_mapping_id)
        REFERENCES issuetype_mappings (id)
);
CREATE INDEX idx_issuetypes_client_id ON issuetypes (client_id);
CREATE INDEX idx_issuetypes_external_id ON issuetypes (external_id);
CREATE INDEX idx_issuetypes_integration_id ON issuetypes (integration_id);
CREATE INDEX idx_issuetypes_original_name ON issuetypes (original_name);

CREATE TABLE statuses (
    id SERIAL CONSTRAINT pk_statuses PRIMARY KEY,
    integration_id INTEGER NOT NULL,
    external_id VARCHAR,
    original_name VARCHAR NOT NULL,
    status_mapping_id INTEGER,
    category VARCHAR NOT NULL,
    description VARCHAR,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_statuses_external_id UNIQUE (integration_id, external_id),
    CONSTRAINT fk_statuses_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_statuses_integration_id FOREIGN KEY (integration_id) REFERENCES integrations (id),
    CONSTRAINT fk_statuses_status_mapping_id FOREIGN KEY (status_mapping_id) REFERENCES status_mappings (id)
);
CREATE INDEX idx_statuses_client_id ON statuses (client_id);
CREATE INDEX idx_statuses_external_id ON statuses (external_id);
CREATE INDEX idx_statuses_integration_id ON statuses (integration_id);
CREATE INDEX idx_statuses_original_name ON statuses (original_name);

-- relationship tables, what a project knows

CREATE TABLE projects_issuetypes (
    project_id INTEGER NOT NULL,
    issuetype_id INTEGER NOT NULL,
    CONSTRAINT pk_projects_issuetypes PRIMARY KEY (project_id, issuetype_id),
    CONSTRAINT fk_projects_issuetypes_issuetype_id FOREIGN KEY (issuetype_id) REFERENCES issuetypes (id),
    CONSTRAINT fk_projects_issuetypes_project_id FOREIGN KEY (project_id) REFERENCES projects (id)
);

CREATE TABLE projects_statuses (
    project_id INTEGER NOT NULL,
    status_id INTEGER NOT NULL,
    CONSTRAINT pk_projects_statuses PRIMARY KEY (project_id, status_id),
    CONSTRAINT fk_projects_statuses_project_id FOREIGN KEY (project_id) REFERENCES projects (id),
    CONSTRAINT fk_projects_statuses_status_id FOREIGN KEY (status_id) REFERENCES statuses (id)
);

-- data tables, issues and their changes

CREATE TABLE issues (
    id SERIAL CONSTRAINT pk_issues PRIMARY KEY,
    integration_id INTEGER NOT NULL,
    external_id VARCHAR,
    key VARCHAR,
    project_id INTEGER,
    team VARCHAR,
    summary VARCHAR,
    issuetype_id INTEGER,
    status_id INTEGER,
    resolution VARCHAR,
    story_points INTEGER,
    assignee VARCHAR,
    labels VARCHAR,
    created TIMESTAMPTZ,
    updated TIMESTAMPTZ,
    started TIMESTAMPTZ,
    completed TIMESTAMPTZ,
    work_first_committed_at TIMESTAMPTZ,
    work_first_started_at TIMESTAMPTZ,
    work_last_started_at TIMESTAMPTZ,
    work_first_completed_at TIMESTAMPTZ,
    work_last_completed_at TIMESTAMPTZ,
    priority VARCHAR,
    parent_external_id VARCHAR,
    code_changed BOOLEAN,
    total_work_starts INTEGER DEFAULT 0,
    total_completions INTEGER DEFAULT 0,
    total_backlog_returns INTEGER DEFAULT 0,
    total_work_time_seconds DOUBLE PRECISION DEFAULT 0.0,
    total_review_time_seconds DOUBLE PRECISION DEFAULT 0.0,
    total_cycle_time_seconds DOUBLE PRECISION DEFAULT 0.0,
    total_lead_time_seconds DOUBLE PRECISION DEFAULT 0.0,
    workflow_complexity_score INTEGER DEFAULT 0,
    rework_indicator BOOLEAN DEFAULT FALSE,
    direct_completion BOOLEAN DEFAULT FALSE,
    custom_field_01 VARCHAR,
    custom_field_02 VARCHAR,
    custom_field_03 VARCHAR,
    custom_field_04 VARCHAR,
    custom_field_05 VARCHAR,
    custom_field_06 VARCHAR,
    custom_field_07 VARCHAR,
    custom_field_08 VARCHAR,
    custom_field_09 VARCHAR,
    custom_field_10 VARCHAR,
    custom_field_11 VARCHAR,
    custom_field_12 VARCHAR,
    custom_field_13 VARCHAR,
    custom_field_14 VARCHAR,
    custom_field_15 VARCHAR,
    custom_field_16 VARCHAR,
    custom_field_17 VARCHAR,
    custom_field_18 VARCHAR,
    custom_field_19 VARCHAR,
    custom_field_20 VARCHAR,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_issues_external_id UNIQUE (integration_id, external_id),
    CONSTRAINT uk_issues_key UNIQUE (integration_id, key),
    CONSTRAINT fk_issues_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_issues_integration_id FOREIGN KEY (integration_id) REFERENCES integrations (id),
    CONSTRAINT fk_issues_issuetype_id FOREIGN KEY (issuetype_id) REFERENCES issuetypes (id),
    CONSTRAINT fk_issues_project_id FOREIGN KEY (project_id) REFERENCES projects (id),
    CONSTRAINT fk_issues_status_id FOREIGN KEY (status_id) REFERENCES statuses (id)
);
CREATE INDEX idx_issues_client_id ON issues (client_id);
CREATE INDEX idx_issues_created ON issues (created);
CREATE INDEX idx_issues_external_id ON issues (external_id);
CREATE INDEX idx_issues_integration_id ON issues (integration_id);
CREATE INDEX idx_issues_issuetype_id ON issues (issuetype_id);
CREATE INDEX idx_issues_key ON issues (key);
CREATE INDEX idx_issues_parent_external_id ON issues (parent_external_id);
CREATE INDEX idx_issues_project_id ON issues (project_id);
CREATE INDEX idx_issues_status_id ON issues (status_id);
CREATE INDEX idx_issues_updated ON issues (updated);

CREATE TABLE issue_changelogs (
    id SERIAL CONSTRAINT pk_issue_changelogs PRIMARY KEY,
    integration_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    external_id VARCHAR,
    from_status_id INTEGER,
    to_status_id INTEGER,
    transition_start_date TIMESTAMPTZ,
    transition_change_date TIMESTAMPTZ,
    time_in_status_seconds DOUBLE PRECISION,
    changed_by VARCHAR,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_issue_changelogs_external_id UNIQUE (issue_id, external_id),
    CONSTRAINT fk_issue_changelogs_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_issue_changelogs_from_status_id FOREIGN KEY (from_status_id) REFERENCES statuses (id),
    CONSTRAINT fk_issue_changelogs_integration_id FOREIGN KEY (integration_id) REFERENCES integrations (id),
    CONSTRAINT fk_issue_changelogs_issue_id FOREIGN KEY (issue_id) REFERENCES issues (id),
    CONSTRAINT fk_issue_changelogs_to_status_id FOREIGN KEY (to_status_id) REFERENCES statuses (id)
);
CREATE INDEX idx_issue_changelogs_issue_id ON issue_changelogs (issue_id);
CREATE INDEX idx_issue_changelogs_transition_change_date ON issue_changelogs (transition_change_date);

-- data tables, repositories and their pull requests

CREATE TABLE repositories (
    id SERIAL CONSTRAINT pk_repositories PRIMARY KEY,
    external_id VARCHAR,
    name VARCHAR,
    full_name VARCHAR,
    description TEXT,
    url VARCHAR,
    is_private BOOLEAN,
    repo_created_at TIMESTAMPTZ,
    repo_updated_at TIMESTAMPTZ,
    pushed_at TIMESTAMPTZ,
    language VARCHAR,
    default_branch VARCHAR,
    archived BOOLEAN,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_repositories_external_id UNIQUE (client_id, external_id),
    CONSTRAINT fk_repositories_client_id FOREIGN KEY (client_id) REFERENCES clients (id)
);
CREATE INDEX idx_repositories_client_id ON repositories (client_id);
CREATE INDEX idx_repositories_external_id ON repositories (external_id);
CREATE INDEX idx_repositories_full_name ON repositories (full_name);

CREATE TABLE pull_requests (
    id SERIAL CONSTRAINT pk_pull_requests PRIMARY KEY,
    external_id VARCHAR,
    external_repo_id VARCHAR,
    repository_id INTEGER NOT NULL,
    issue_id INTEGER,
    number INTEGER,
    name VARCHAR,
    user_name VARCHAR,
    body TEXT,
    discussion_comment_count INTEGER,
    review_comment_count INTEGER,
    source VARCHAR,
    destination VARCHAR,
    reviewers INTEGER,
    status VARCHAR,
    url VARCHAR,
    pr_created_at TIMESTAMPTZ,
    pr_updated_at TIMESTAMPTZ,
    closed_at TIMESTAMPTZ,
    merged_at TIMESTAMPTZ,
    merged_by VARCHAR,
    commit_count INTEGER,
    additions INTEGER,
    deletions INTEGER,
    changed_files INTEGER,
    first_review_at TIMESTAMPTZ,
    rework_commit_count INTEGER,
    review_cycles INTEGER,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_pull_requests_external_id UNIQUE (repository_id, external_id),
    CONSTRAINT uk_pull_requests_number UNIQUE (repository_id, number),
    CONSTRAINT fk_pull_requests_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_pull_requests_issue_id FOREIGN KEY (issue_id) REFERENCES issues (id),
    CONSTRAINT fk_pull_requests_repository_id FOREIGN KEY (repository_id) REFERENCES repositories (id)
);
CREATE INDEX idx_pull_requests_external_id ON pull_requests (external_id);
CREATE INDEX idx_pull_requests_issue_id ON pull_requests (issue_id);
CREATE INDEX idx_pull_requests_number ON pull_requests (number);
CREATE INDEX idx_pull_requests_pr_created_at ON pull_requests (pr_created_at);
CREATE INDEX idx_pull_requests_repository_id ON pull_requests (repository_id);
CREATE INDEX idx_pull_requests_status ON pull_requests (status);

CREATE TABLE pull_request_reviews (
    id SERIAL CONSTRAINT pk_pull_request_reviews PRIMARY KEY,
    external_id VARCHAR,
    pull_request_id INTEGER NOT NULL,
    author_login VARCHAR,
    state VARCHAR,
    body TEXT,
    submitted_at TIMESTAMPTZ,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_pull_request_reviews_external_id UNIQUE (pull_request_id, external_id),
    CONSTRAINT fk_pull_request_reviews_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_pull_request_reviews_pull_request_id FOREIGN KEY (pull_request_id) REFERENCES pull_requests (id)
);
CREATE INDEX idx_pull_request_reviews_pull_request_id ON pull_request_reviews (pull_request_id);

CREATE TABLE pull_request_commits (
    id SERIAL CONSTRAINT pk_pull_request_commits PRIMARY KEY,
    external_id VARCHAR,
    pull_request_id INTEGER NOT NULL,
    author_name VARCHAR,
    author_email VARCHAR,
    committer_name VARCHAR,
    committer_email VARCHAR,
    message TEXT,
    authored_date TIMESTAMPTZ,
    committed_date TIMESTAMPTZ,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_pull_request_commits_external_id UNIQUE (pull_request_id, external_id),
    CONSTRAINT fk_pull_request_commits_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_pull_request_commits_pull_request_id FOREIGN KEY (pull_request_id) REFERENCES pull_requests (id)
);
CREATE INDEX idx_pull_request_commits_pull_request_id ON pull_request_commits (pull_request_id);

CREATE TABLE pull_request_comments (
    id SERIAL CONSTRAINT pk_pull_request_comments PRIMARY KEY,
    external_id VARCHAR,
    pull_request_id INTEGER NOT NULL,
    author_login VARCHAR,
    body TEXT,
    comment_type VARCHAR,
    path VARCHAR,
    position INTEGER,
    line INTEGER,
    created_at_github TIMESTAMPTZ,
    updated_at_github TIMESTAMPTZ,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_pull_request_comments_external_id UNIQUE (pull_request_id, comment_type, external_id),
    CONSTRAINT fk_pull_request_comments_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_pull_request_comments_pull_request_id FOREIGN KEY (pull_request_id) REFERENCES pull_requests (id)
);
CREATE INDEX idx_pull_request_comments_pull_request_id ON pull_request_comments (pull_request_id);
CREATE UNIQUE INDEX uk_pull_request_comments_untyped ON pull_request_comments (pull_request_id, external_id)
    WHERE comment_type IS NULL;

-- system tables, settings and jobs; then the links between issues and pull requests

CREATE TABLE system_settings (
    id SERIAL CONSTRAINT pk_system_settings PRIMARY KEY,
    setting_key VARCHAR NOT NULL,
    setting_value VARCHAR NOT NULL,
    setting_type VARCHAR NOT NULL DEFAULT 'string',
    description VARCHAR,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_system_settings_setting_key UNIQUE (setting_key),
    CONSTRAINT ck_system_settings_setting_type CHECK (setting_type IN ('string', 'integer', 'boolean', 'json'))
);

CREATE TABLE job_schedules (
    id SERIAL CONSTRAINT pk_job_schedules PRIMARY KEY,
    job_name VARCHAR NOT NULL,
    status VARCHAR NOT NULL DEFAULT 'PENDING',
    last_repo_sync_checkpoint TIMESTAMPTZ,
    repo_processing_queue TEXT,
    last_pr_cursor VARCHAR,
    current_pr_node_id VARCHAR,
    last_commit_cursor VARCHAR,
    last_review_cursor VARCHAR,
    last_comment_cursor VARCHAR,
    last_review_thread_cursor VARCHAR,
    last_run_started_at TIMESTAMPTZ,
    last_success_at TIMESTAMPTZ,
    error_message TEXT,
    retry_count INTEGER DEFAULT 0,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_job_schedules_job_name UNIQUE (client_id, job_name),
    CONSTRAINT ck_job_schedules_status
        CHECK (status IN ('NOT_STARTED', 'PENDING', 'RUNNING', 'FINISHED', 'PAUSED')),
    CONSTRAINT ck_job_schedules_retry_count CHECK (retry_count >= 0),
    CONSTRAINT fk_job_schedules_client_id FOREIGN KEY (client_id) REFERENCES clients (id)
);
CREATE INDEX idx_job_schedules_last_run_started_at ON job_schedules (last_run_started_at);
CREATE INDEX idx_job_schedules_status ON job_schedules (status);

CREATE TABLE jira_pull_request_links (
    id SERIAL CONSTRAINT pk_jira_pull_request_links PRIMARY KEY,
    issue_id INTEGER NOT NULL,
    external_repo_id VARCHAR NOT NULL,
    repo_full_name VARCHAR NOT NULL,
    pull_request_number INTEGER NOT NULL,
    branch_name VARCHAR,
    commit_sha VARCHAR,
    pr_status VARCHAR,
    client_id INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT now(),
    last_updated_at TIMESTAMPTZ DEFAULT now(),
    CONSTRAINT uk_jira_pull_request_links_pull_request
        UNIQUE (issue_id, external_repo_id, pull_request_number),
    CONSTRAINT fk_jira_pull_request_links_client_id FOREIGN KEY (client_id) REFERENCES clients (id),
    CONSTRAINT fk_jira_pull_request_links_issue_id FOREIGN KEY (issue_id) REFERENCES issues (id)
);
CREATE INDEX idx_jira_pr_links_issue_id ON jira_pull_request_links (issue_id);
CREATE INDEX idx_jira_pr_links_repo_full_name ON jira_pull_request_links (repo_full_name);
CREATE INDEX idx_jira_pr_links_repo_pr ON jira_pull_request_links (external_repo_id, pull_request_number);

-- seed rows; the number in front is the place of the row, and so its id

INSERT INTO clients (name, website, active) VALUES ('WEX', 'https://www.wexinc.com', TRUE);

WITH seed (place, name, step_number, step_category) AS (VALUES
    (1, 'Backlog', 1, 'To Do'),
    (2, 'Refinement', 2, 'To Do'),
    (3, 'Ready to Work', 3, 'To Do'),
    (4, 'To Do', 4, 'To Do'),
    (5, 'In Progress', 5, 'In Progress'),
    (6, 'Ready for Story Testing', 6, 'Waiting'),
    (7, 'Story Testing', 7, 'In Progress'),
    (8, 'Ready for Acceptance', 8, 'Waiting'),
    (9, 'Acceptance Testing', 9, 'In Progress'),
    (10, 'Ready for Prod', 10, 'Waiting'),
    (11, 'Done', 11, 'Done'),
    (12, 'Discarded', NULL, 'Discarded')
)
INSERT INTO flow_steps (name, step_number, step_category, client_id)
SELECT seed.name, seed.step_number, seed.step_category, clients.id
FROM seed JOIN clients ON clients.name = 'WEX'
ORDER BY seed.place;

-- name and category come from the flow step, so that they cannot differ from it
WITH seed (place, status_from, flow_step) AS (VALUES
    (1, 'Backlog', 'Backlog'), (2, 'New', 'Backlog'), (3, 'Open', 'Backlog'), (4, 'Created', 'Backlog'),
    (5, 'Analysis', 'Refinement'), (6, 'Design', 'Refinement'), (7, 'Prerefinement', 'Refinement'),
    (8, 'Ready to Refine', 'Refinement'), (9, 'Refinement', 'Refinement'), (10, 'Refining', 'Refinement'),
    (11, 'Tech Review', 'Refinement'), (12, 'Waiting for refinement', 'Refinement'),
    (13, 'In Triage', 'Refinement'), (14, 'Pending Approval', 'Refinement'), (15, 'Discovery', 'Refinement'),
    (16, 'Composting', 'Refinement'), (17, 'Onboarding Templates', 'Refinement'),
    (18, 'Templates', 'Refinement'), (19, 'Template Approval Pending', 'Refinement'),
    (20, 'Approved', 'Ready to Work'), (21, 'Ready', 'Ready to Work'),
    (22, 'Ready for Development', 'Ready to Work'), (23, 'Ready to Development', 'Ready to Work'),
    (24, 'Ready to Work', 'Ready to Work'), (25, 'Refined', 'Ready to Work'), (26, 'Proposed', 'Ready to Work'),
    (27, 'Committed', 'To Do'), (28, 'Planned', 'To Do'), (29, 'Selected for development', 'To Do'),
    (30, 'To Do', 'To Do'),
    (31, 'Active', 'In Progress'), (32, 'Applied to TRN', 'In Progress'), (33, 'Blocked', 'In Progress'),
    (34, 'Building', 'In Progress'), (35, 'Code Review', 'In Progress'), (36, 'Codereview', 'In Progress'),
    (37, 'Coding', 'In Progress'), (38, 'Coding Done', 'In Progress'), (39, 'Deployed to Dev', 'In Progress'),
    (40, 'Development', 'In Progress'), (41, 'In Development', 'In Progress'),
    (42, 'In Progress', 'In Progress'), (43, 'In Review', 'In Progress'), (44, 'Peer Review', 'In Progress'),
    (45, 'Pre-readiness', 'In Progress'), (46, 'Ready for Peer Review', 'In Progress'),
    (47, 'Ready to Dep to Dev', 'In Progress'), (48, 'Review', 'In Progress'), (49, 'Training', 'In Progress'),
    (50, 'Validated in TRN', 'In Progress'), (51, 'Waiting Partner', 'In Progress'),
    (52, 'On Hold', 'In Progress'), (53, 'Pipeline Approval Pending', 'In Progress'),
    (54, 'Merging Branches', 'In Progress'),
    (55, 'Ready for QA', 'Ready for Story Testing'), (56, 'Ready for QA build', 'Ready for Story Testing'),
    (57, 'Ready for Test', 'Ready for Story Testing'), (58, 'Ready for Testing', 'Ready for Story Testing'),
    (59, 'Ready for Story Testing', 'Ready for Story Testing'),
    (60, 'Deploying Demo', 'Ready for Story Testing'),
    (61, 'Applied to QA', 'Story Testing'), (62, 'In Test', 'Story Testing'),
    (63, 'In Testing', 'Story Testing'), (64, 'Promoted to QA', 'Story Testing'), (65, 'QA', 'Story Testing'),
    (66, 'QA in Progress', 'Story Testing'), (67, 'Test', 'Story Testing'),
    (68, 'Story Testing', 'Story Testing'), (69, 'Testing', 'Story Testing'),
    (70, 'Ready for Uat', 'Ready for Acceptance'), (71, 'Ready for Stage', 'Ready for Acceptance'),
    (72, 'Validated in QA', 'Ready for Acceptance'), (73, 'Ready for Demo', 'Ready for Acceptance'),
    (74, 'Ready for Acceptance', 'Ready for Acceptance'),
    (75, 'Applied to STG', 'Acceptance Testing'), (76, 'Applied to UAT', 'Acceptance Testing'),
    (77, 'In Stage Testing', 'Acceptance Testing'), (78, 'Promoted to UAT', 'Acceptance Testing'),
    (79, 'Regression Testing', 'Acceptance Testing'), (80, 'Release Approval Pending', 'Acceptance Testing'),
    (81, 'UAT', 'Acceptance Testing'), (82, 'Acceptance Testing', 'Acceptance Testing'),
    (83, 'Pre Production Testing', 'Acceptance Testing'), (84, 'Final Checks', 'Acceptance Testing'),
    (85, 'Release Testing', 'Acceptance Testing'),
    (86, 'Deploy', 'Ready for Prod'), (87, 'Deployment', 'Ready for Prod'),
    (88, 'Ready for prod', 'Ready for Prod'), (89, 'Ready for prd', 'Ready for Prod'),
    (90, 'Ready for production', 'Ready for Prod'), (91, 'Ready for Release', 'Ready for Prod'),
    (92, 'Ready to Dep to Prod', 'Ready for Prod'), (93, 'Ready to Launch', 'Ready for Prod'),
    (94, 'Release Pending', 'Ready for Prod'), (95, 'Resolved', 'Ready for Prod'),
    (96, 'Validated in STG', 'Ready for Prod'), (97, 'Validated in UAT', 'Ready for Prod'),
    (98, 'Deploying Database', 'Ready for Prod'), (99, 'Deploying Applications', 'Ready for Prod'),
    (100, 'Awaiting Deployment', 'Ready for Prod'),
    (101, 'Applied to Prod', 'Done'), (102, 'Applied to Prod/TRN', 'Done'), (103, 'Closed', 'Done'),
    (104, 'Done', 'Done'), (105, 'Validated in Prod', 'Done'), (106, 'Released', 'Done'),
    (107, 'Deployed to Production', 'Done'), (108, 'Release Deployed', 'Done'), (109, 'Closure', 'Done'),
    (110, 'Cancelled', 'Discarded'), (111, 'Rejected', 'Discarded'), (112, 'Removed', 'Discarded'),
    (113, 'Withdrawn', 'Discarded')
)
INSERT INTO status_mappings (status_from, status_to, status_category, flow_step_id, client_id)
SELECT seed.status_from, flow_steps.name, flow_steps.step_category, flow_steps.id, flow_steps.client_id
FROM seed JOIN flow_steps ON flow_steps.name = seed.flow_step
ORDER BY seed.place;

WITH seed (place, level_name, level_number, description) AS (VALUES
    (1, 'Capital Investment', 4, 'Portfolio theme / capital investment'),
    (2, 'Product Objective', 3, 'Product objective, also called initiative'),
    (3, 'Milestone', 2, 'Milestone'),
    (4, 'Epic', 1, 'Large body of work'),
    (5, 'Story', 0, 'Normal unit of work'),
    (6, 'Sub-task', -1, 'Checklist item inside a unit of work')
)
INSERT INTO issuetype_hierarchies (level_name, level_number, description, client_id)
SELECT seed.level_name, seed.level_number, seed.description, clients.id
FROM seed JOIN clients ON clients.name = 'WEX'
ORDER BY seed.place;

WITH seed (place, issuetype_from, issuetype_to, level_number) AS (VALUES
    (1, 'Capital Investment', 'Capital Investment', 4),
    (2, 'Product Objective', 'Product Objective', 3),
    (3, 'Milestone', 'Milestone', 2),
    (4, 'Epic', 'Epic', 1), (5, 'Feature', 'Epic', 1),
    (6, 'User Story', 'Story', 0), (7, 'Story', 'Story', 0),
    (8, 'Devops Story', 'Tech Enhancement', 0), (9, 'Tech Debt', 'Tech Enhancement', 0),
    (10, 'Performance', 'Tech Enhancement', 0), (11, 'Security Remediation', 'Tech Enhancement', 0),
    (12, 'Tech Enhancement', 'Tech Enhancement', 0),
    (13, 'Task', 'Task', 0), (14, 'UAT', 'Task', 0), (15, 'Unparented Tasks', 'Task', 0),
    (16, 'Shared Steps', 'Task', 0), (17, 'Educational Services', 'Task', 0), (18, 'Impediment', 'Task', 0),
    (19, 'Requirement', 'Task', 0), (20, 'Shared Parameter', 'Task', 0),
    (21, 'Bug', 'Bug', 0),
    (22, 'Issue', 'Incident', 0), (23, 'Incident', 'Incident', 0),
    (24, 'Spike', 'Spike', 0),
    (25, 'Defect', 'Defect', -1), (26, 'Sprint Issue', 'Defect', -1),
    (27, 'Sub-task', 'Sub-task', -1),
    (28, 'Approval', 'Approval', -1)
)
INSERT INTO issuetype_mappings (issuetype_from, issuetype_to, issuetype_hierarchy_id, client_id)
SELECT seed.issuetype_from, seed.issuetype_to, issuetype_hierarchies.id, issuetype_hierarchies.client_id
FROM seed JOIN issuetype_hierarchies ON issuetype_hierarchies.level_number = seed.level_number
ORDER BY seed.place;

INSERT INTO system_settings (setting_key, setting_value, setting_type, description) VALUES
    ('orchestrator_interval_minutes', '60', 'integer', 'Minutes between two orchestrator runs'),
    ('orchestrator_enabled', 'true', 'boolean', 'Switches the orchestrator on or off'),
    ('orchestrator_retry_enabled', 'true', 'boolean', 'Switches quick retry of failed jobs on or off'),
    ('orchestrator_retry_interval_minutes', '15', 'integer', 'Minutes before a quick retry'),
    ('jira_sync_enabled', 'true', 'boolean', 'Switches the Jira sync on or off'),
    ('github_sync_enabled', 'true', 'boolean', 'Switches the GitHub sync on or off'),
    ('data_retention_days', '365', 'integer', 'Days that data is kept'),
    ('max_concurrent_jobs', '3', 'integer', 'Upper bound on jobs that run at once');

WITH seed (place, job_name, status) AS (VALUES
    (1, 'jira_sync', 'PENDING'),
    (2, 'github_sync', 'NOT_STARTED')
)
INSERT INTO job_schedules (job_name, status, client_id)
SELECT seed.job_name, seed.status, clients.id
FROM seed JOIN clients ON clients.name = 'WEX'
ORDER BY seed.place;
