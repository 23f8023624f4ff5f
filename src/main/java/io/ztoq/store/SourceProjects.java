package io.ztoq.store;

import io.ztoq.canonical.SourceProject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The projects of the store. */
public final class SourceProjects {

  private final Store store;
  private final Clock clock;

  public SourceProjects(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Project.project_id of a project that was extracted before. */
  public static Optional<String> idOf(Store store, String projectKey) {
    return store.read(
        session ->
            session.first(
                "SELECT project_id FROM Project WHERE project_key = ?",
                row -> row.text("project_id"),
                projectKey));
  }

  public void save(SourceProject project, String runId, String payload) {
    store.write(
        session -> {
          Instant now = clock.instant();
          ListPage.Scope scope = new ListPage.Scope(project.key(), project.id(), runId);
          RawRecords.save(
              session, scope, new RawRecords.Detail("PROJECT", project.id(), payload), now);
          return session.update(
              """
              INSERT INTO Project(project_id, project_key, name, updated_at, jira_project_id, is_enabled)
              VALUES (?, ?, ?, ?, ?, ?)
              ON CONFLICT(project_id) DO UPDATE SET project_key = excluded.project_key, name = excluded.name,
                updated_at = excluded.updated_at, jira_project_id = excluded.jira_project_id,
                is_enabled = excluded.is_enabled
              """,
              project.id(),
              project.key(),
              project.key(),
              now,
              project.jiraProjectId(),
              project.enabled());
        });
  }
}
