package io.ztoq.qtest;

/**
 * A field's value as qTest shows it.
 *
 * @param fieldId negative for computed fields
 * @param value text, option id or bracketed option ids; empty for none
 */
public record LiveProperty(long fieldId, String value) {}
