/**
 * What becomes what, as pure rules: words, texts, custom fields, file names. Start at {@link
 * io.ztoq.mapping.MappingRules}, which is compiled from config/mappings. Knows no database, no
 * HTTP, no Camel.
 */
@NullMarked
package io.ztoq.mapping;

import org.jspecify.annotations.NullMarked;
