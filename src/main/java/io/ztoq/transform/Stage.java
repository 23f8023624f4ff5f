package io.ztoq.transform;

/**
 * One kind of record, page by page; every page is one transaction, so a transform can be stopped at
 * any moment.
 */
interface Stage {
  TransformCursor page(TransformState state, TransformCursor cursor);
}
