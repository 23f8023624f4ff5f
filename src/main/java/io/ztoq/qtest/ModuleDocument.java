package io.ztoq.qtest;

/**
 * A module to be; its parent is in the ledger row.
 *
 * @param marker exact last line of the description, e.g. {@code [zephyr:folder/12]}
 */
public record ModuleDocument(String name, String description, String marker) {}
