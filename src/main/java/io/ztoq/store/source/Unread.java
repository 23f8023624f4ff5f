package io.ztoq.store.source;

import io.ztoq.store.Due;

/** Details that Zephyr refused to show: what the store has of them is nothing, or out of date. */
final class Unread {

  private Unread() {}

  /**
   * An SQL condition: the extraction was refused the details of a row and never got them since.
   *
   * @param alias of the row
   * @param label SQL of how the extraction calls the object in its rejects
   */
  static String refused(String alias, Due.Kind kind, String label) {
    return """
        EXISTS (SELECT 1 FROM rejected_record r JOIN Project p ON p.project_key = r.project_key
          WHERE p.project_id = %s.project_id AND r.flow = 'extract' AND r.kind = '%s' AND r.source_key = %s
            AND r.resolved_at IS NULL)"""
        .formatted(alias, kind, label);
  }
}
