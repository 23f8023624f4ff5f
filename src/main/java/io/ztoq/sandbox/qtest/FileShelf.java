package io.ztoq.sandbox.qtest;

import io.ztoq.sandbox.wire.Content;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attachments; equal contents are kept once. Guarded by the lock of the simulator. */
final class FileShelf {

  private final Map<Long, StoredFile> byId = new LinkedHashMap<>();
  private final Map<String, List<StoredFile>> byOwner = new HashMap<>();
  private final Map<String, byte[]> contents = new HashMap<>();

  void add(StoredFile file, byte[] content) {
    contents.putIfAbsent(file.sha256(), content);
    byId.put(file.id(), file);
    byOwner
        .computeIfAbsent(file.ownerType() + file.ownerId(), owner -> new ArrayList<>())
        .add(file);
  }

  void remove(StoredFile file) {
    byId.remove(file.id());
    byOwner.getOrDefault(file.ownerType() + file.ownerId(), new ArrayList<>()).remove(file);
  }

  void removeOf(String ownerType, long ownerId) {
    List.copyOf(of(ownerType, ownerId)).forEach(this::remove);
  }

  @Nullable StoredFile find(long id) {
    return byId.get(id);
  }

  List<StoredFile> of(String ownerType, long ownerId) {
    return byOwner.getOrDefault(ownerType + ownerId, List.of());
  }

  List<StoredFile> all() {
    return List.copyOf(byId.values());
  }

  Content content(StoredFile file) {
    return Content.of(bytes(file));
  }

  byte[] bytes(StoredFile file) {
    return contents.getOrDefault(file.sha256(), new byte[0]);
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
