package io.ztoq.canonical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What cases, plans, cycles and executions have in common.
 *
 * @param links null when the list did not carry them, so that they have to be read one object at a
 *     time
 */
public record Extras(List<CustomField> customFields, @Nullable List<EntityLink> links) {}
