package io.ztoq.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one settings key: the record component's name in kebab-case below its area. The loader,
 * the JSON schema, config/config.yaml's check and docs/configuration.md are made from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

  /** What it does, one sentence with the unit. */
  String value();

  /** Text as it would stand in the file; empty: no default. */
  String byDefault() default "";

  /** Whether the key must be given (for commands that need its area). */
  boolean required() default false;

  /** Whether the value must never be shown. */
  boolean secret() default false;

  /** Smallest allowed number. */
  long min() default Long.MIN_VALUE;

  /** Largest allowed number. */
  long max() default Long.MAX_VALUE;

  /** Environment variables that also set the key, besides AREA_KEY. */
  String[] environment() default {};
}
