package io.ztoq.tenancy;

/**
 * A column as the catalogue tells it.
 *
 * @param type as the database writes it, {@code character varying(255)}
 * @param hasDefault also true for serial and generated columns
 */
public record Column(String name, String type, boolean nullable, boolean hasDefault) {}
