/**
 * What a run did, as text, JSON, CSV and HTML. Start at {@link io.ztoq.report.RunReport}. Reads the
 * store, writes nothing into it.
 */
@NullMarked
package io.ztoq.report;

import org.jspecify.annotations.NullMarked;
