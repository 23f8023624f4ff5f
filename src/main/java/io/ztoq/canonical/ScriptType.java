package io.ztoq.canonical;

/** What a case's script is made of. */
public enum ScriptType {
  STEPS,
  PLAIN,
  BDD,
  NONE
}
