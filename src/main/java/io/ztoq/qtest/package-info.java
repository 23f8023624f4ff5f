/**
 * The shapes of qTest Manager v3: documents (what an object shall be, by names and labels),
 * requests, answers. Facts are from api-contract.md part 2. Knows no flow, no store and no Camel.
 */
@NullMarked
package io.ztoq.qtest;

import org.jspecify.annotations.NullMarked;
