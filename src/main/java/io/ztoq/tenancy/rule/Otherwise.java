package io.ztoq.tenancy.rule;

/** What a row gets that no rule and no parent gives a tenant. */
public enum Otherwise {
  /** The default tenant; only where the file says so. */
  DEFAULT,
  /** None; it is written down with the reason. */
  QUARANTINE
}
