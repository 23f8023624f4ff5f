package io.ztoq.canonical;

import org.jspecify.annotations.Nullable;

/**
 * A Zephyr Scale project.
 *
 * @param id Zephyr's number as text; not Jira's
 * @param key as configured: after a rename in Jira the API keeps wanting the old one
 */
public record SourceProject(String id, String key, @Nullable Long jiraProjectId, boolean enabled) {}
