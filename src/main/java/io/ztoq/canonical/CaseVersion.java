package io.ztoq.canonical;

import org.jspecify.annotations.Nullable;

/**
 * A version of a case.
 *
 * @param version from 1
 * @param versionId Zephyr's number of it
 */
public record CaseVersion(int version, @Nullable Long versionId) {}
