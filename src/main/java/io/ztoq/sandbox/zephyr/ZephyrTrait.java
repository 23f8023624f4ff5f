package io.ztoq.sandbox.zephyr;

/** What a Zephyr tenant may do or not: the documents leave it open or tenants differ. */
public enum ZephyrTrait {
  /** Optional keys of pages and objects are missing, null or new, from list to list. */
  LOOSE_SHAPES,
  /**
   * A cursor list may answer an empty page that is not the end, and a cursor that is no row's id.
   */
  LOOSE_CURSOR,
  /** Steps come in pages of 100 at most, as the prose says. */
  SHORT_STEP_PAGES,
  /** The owner of the token sees more than 1000 projects: lists of cases want the project's key. */
  MANY_PROJECTS,
  /** Changed steps and added files do not count as an update of their object. */
  PARTS_UNSEEN
}
