package io.ztoq.sandbox.sample;

import java.util.List;

/** Chance without memory: the same seed, topic and number always fall the same way. */
public final class Dice {

  private final long seed;

  public Dice(long seed) {
    this.seed = seed;
  }

  /** A number from 0 to {@code sides - 1}. */
  public int roll(String topic, long number, int sides) {
    return (int) Long.remainderUnsigned(mixed(topic, number), sides);
  }

  /** True in about {@code percent} of all numbers. */
  public boolean chance(String topic, long number, int percent) {
    return roll(topic, number, 100) < percent;
  }

  public <T> T pick(String topic, long number, List<T> choices) {
    return choices.get(roll(topic, number, choices.size()));
  }

  /** 64 mixed bits (the finisher of SplitMix64). */
  public long mixed(String topic, long number) {
    long z =
        seed * 0x9E3779B97F4A7C15L
            + topic.hashCode() * 0xD1B54A32D192ED03L
            + number * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
