/**
 * Brings what the ledger plans to qTest, exactly once in effect: {@link io.ztoq.load.WorkFeed}
 * hands out claimed rows, an {@link io.ztoq.load.ObjectForm} per kind knows requests and markers,
 * {@link io.ztoq.load.RequestObjectStep} looks before it asks for anything to be sent, {@link
 * io.ztoq.load.RecordObjectStep} believes only whole answers. Knows no source system and no SQL.
 */
@NullMarked
package io.ztoq.load;

import org.jspecify.annotations.NullMarked;
