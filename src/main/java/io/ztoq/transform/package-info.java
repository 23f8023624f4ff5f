/**
 * From the canonical tables and the mapping files to the target ledger: documents, needs, losses,
 * rejects. Start at {@link io.ztoq.transform.TransformPageStep}. Sends nothing and knows no HTTP.
 */
@NullMarked
package io.ztoq.transform;

import org.jspecify.annotations.NullMarked;
