package io.ztoq.schema;

/**
 * A file of a set of migrations.
 *
 * @param place where it is, for messages
 * @param name file name
 * @param text what it holds
 */
public record SqlFile(String place, String name, String text) {}
