package io.ztoq.transform;

import io.ztoq.mapping.FileNames;
import io.ztoq.qtest.AttachmentDocument;
import io.ztoq.store.Json;
import io.ztoq.store.PlannedObject;
import io.ztoq.store.PlannedObject.Need;
import io.ztoq.store.PlannedObject.Ref;
import io.ztoq.store.TargetKind;
import io.ztoq.store.source.Extras.FileRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Files of one case or log: names made unique per qTest object, what cannot go noted as a loss
 * (mapping.md 6).
 */
final class FilePlanner {

  private static final int RANK = 7000;

  /**
   * Whose files they are.
   *
   * @param entity canonical table of the object itself; its steps are {@code stepEntity}
   * @param parent row of the ledger that carries them
   * @param stepNeed what a file on a step waits for, null for the parent only
   */
  record Owner(String entity, String stepEntity, String key, Ref parent, @Nullable Need stepNeed) {}

  private final long limitBytes;
  private final Map<String, String> contentTypes;
  private final PageResult result;

  FilePlanner(long limitBytes, Map<String, String> contentTypes, PageResult result) {
    this.limitBytes = limitBytes;
    this.contentTypes = contentTypes;
    this.result = result;
  }

  /**
   * @param positions place of the step that carries a file in the document of the parent; 0 where
   *     it has none there, so that the file cannot be attached
   */
  void plan(Owner owner, List<FileRow> files, ToIntFunction<FileRow> positions) {
    Map<Integer, FileNames> names = new HashMap<>();
    List<FileRow> sorted =
        files.stream()
            .sorted(
                Comparator.comparingLong(FileRow::zephyrId).thenComparingInt(FileRow::stepOrder))
            .toList();
    for (FileRow file : sorted) {
      LossNotes losses =
          new LossNotes(file.stepOrder() == 0 ? owner.entity() : owner.stepEntity(), owner.key());
      int position = file.stepOrder() == 0 ? 0 : positions.applyAsInt(file);
      if (file.stepOrder() != 0 && position == 0) {
        losses.add(
            LossKind.NOT_REPRESENTABLE,
            field(file),
            "'%s' stays in the store; its step is not in qTest".formatted(file.name()));
      } else {
        String name = names.computeIfAbsent(position, key -> new FileNames()).unique(file.name());
        if (isSendable(file, losses)) {
          result.add(planned(owner, file, name, position));
        }
      }
      result.add(losses);
    }
  }

  private PlannedObject planned(Owner owner, FileRow file, String name, int position) {
    String step = file.stepOrder() == 0 ? "" : "/" + file.stepOrder();
    String entity = file.stepOrder() == 0 ? owner.entity() : owner.stepEntity();
    String key = "%s/%s%s/%d".formatted(entity, owner.key(), step, file.zephyrId());
    String type = FileNames.contentType(file.name(), file.contentType(), contentTypes);
    AttachmentDocument document =
        new AttachmentDocument(name, type, String.valueOf(file.sha256()), file.bytes(), position);
    List<Need> needs =
        position == 0 || owner.stepNeed() == null ? List.of() : List.of(owner.stepNeed());
    return new PlannedObject(
        new Ref(TargetKind.ATTACHMENT, key),
        owner.parent(),
        RANK,
        SortKeys.of(file.zephyrId()),
        Json.write(document),
        needs);
  }

  private boolean isSendable(FileRow file, LossNotes losses) {
    String name = "'" + file.name() + "'";
    boolean isStored = "STORED".equals(file.state());
    if ("TOO_LARGE".equals(file.state()) || (isStored && file.bytes() > limitBytes)) {
      losses.add(
          LossKind.TOO_LARGE,
          field(file),
          name + " is larger than qtest.attachment-limit; it stays in Zephyr");
    } else if ("MISSING".equals(file.state())) {
      losses.add(
          LossKind.MISSING_FILE,
          field(file),
          name + " is listed by Zephyr, but cannot be downloaded");
    } else if (!isStored || file.sha256() == null) {
      losses.add(LossKind.NOT_FETCHED, field(file), name + " is not downloaded yet; extract again");
    } else {
      return true;
    }
    return false;
  }

  private static String field(FileRow file) {
    return "attachment/" + file.zephyrId();
  }
}
