package io.ztoq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.PlannedLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger promises to load on every database. */
abstract class LedgerContract {

  private static final Written CREATED = new Written(77L, "MD-1", null, null, "d", true);

  private Store store;
  private PlannedLedger plan;

  abstract Store newStore();

  @BeforeEach
  void open() {
    store = newStore();
    plan = new PlannedLedger(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Ledger run(String id) {
    new LedgerStart(store, PlannedLedger.PROJECT).begin();
    return new Ledger(store, PlannedLedger.PROJECT, id, Clock.systemUTC());
  }

  @Test
  void handsOutWhatIsReadyByRankOnceAndTheRestWhenItsNeedsStand() {
    long parent = plan.module("folder/1", "a", null);
    plan.module("folder/3", "c", parent);
    plan.module("folder/2", "b", parent);
    Ledger ledger = run("r1");

    List<TargetObject> first = ledger.claim(10);
    List<TargetObject> none = ledger.claim(10);
    ledger.written(first.get(0), CREATED);
    List<TargetObject> then = ledger.claim(10);

    assertThat(first).extracting(TargetObject::sourceKey).containsExactly("folder/1");
    assertThat(none).isEmpty();
    assertThat(then).extracting(TargetObject::sourceKey).containsExactly("folder/2", "folder/3");
    assertThat(then).extracting(TargetObject::position).containsExactly(1, 2);
    assertThat(then)
        .allSatisfy(one -> assertThat(one.parent()).extracting("targetId").isEqualTo(77L));
  }

  @Test
  void takesOverWhatAnotherRunHadClaimedAndRefusesThatRunsRecordThen() {
    plan.module("folder/1", "a", null);
    Ledger dead = run("r1");
    TargetObject claimed = dead.claim(1).get(0);

    LedgerDoubts doubts = new LedgerDoubts(store, PlannedLedger.PROJECT, "r2");

    assertThat(doubts.takeOver())
        .extracting(one -> one.object().id())
        .containsExactly(claimed.id());
    assertThat(doubts.takeOver()).isEmpty();
    dead.written(claimed, CREATED);
    assertThatThrownBy(store::settle)
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("taken by another run");
    assertThat(plan.state(TargetKind.MODULE, "folder/1")).isEqualTo("SENDING");
  }

  @Test
  void holdsWhatNeedsARejectedRowAndGoesOnWithWhatOnlyFollowsIt() {
    long parent = plan.module("folder/1", "a", null);
    plan.module("folder/2", "b", parent);
    long follower = plan.module("folder/3", "c", null);
    plan.need(follower, parent, true);
    Ledger ledger = run("r1");

    ledger.rejected(ledger.claim(10).get(0), new RecordRejected("LOD-002", "refused"));

    assertThat(plan.state(TargetKind.MODULE, "folder/2")).isEqualTo("HELD");
    assertThat(plan.reject(TargetKind.MODULE, "folder/1")).isEqualTo("LOD-002");
    assertThat(ledger.claim(10)).extracting(TargetObject::sourceKey).containsExactly("folder/3");
    assertThat(run("r2").claim(10)).extracting(TargetObject::sourceKey).containsExactly("folder/1");
  }

  @Test
  void doesNotHoldTheChildrenOfARefusedUpdateButItsApproval() {
    long module = plan.module("folder/1", "a", null);
    Ledger ledger = run("r1");
    ledger.written(ledger.claim(10).get(0), CREATED);
    plan.module("folder/1", "renamed", null);
    plan.module("folder/2", "b", module);
    long approval = plan.plan(TargetKind.APPROVAL, "x", module, 3000, Map.of("case", "1"));
    Ledger next = run("r2");

    next.rejected(next.claim(10).get(0), new RecordRejected("LOD-010", "edited"));

    assertThat(next.claim(10)).extracting(TargetObject::sourceKey).containsExactly("folder/2");
    assertThat(plan.state(TargetKind.APPROVAL, "x")).isEqualTo("HELD");
    assertThat(approval).isPositive();
  }

  @Test
  void givesBackWhatWasNotSent() {
    plan.module("folder/1", "a", null);
    Ledger ledger = run("r1");

    ledger.release(ledger.claim(10));

    assertThat(new LoadProgress(store).counts(PlannedLedger.PROJECT))
        .containsExactly(new LoadProgress.Count(TargetKind.MODULE, "PLANNED", 1));
  }

  @Test
  void aRejectIsOverWhenItsObjectIsNoLongerInZephyr() {
    plan.module("folder/1", "a", null);
    Ledger ledger = run("r1");
    ledger.rejected(ledger.claim(1).get(0), new RecordRejected("LOD-002", "refused"));
    store.write(session -> session.update("UPDATE target_object SET state = 'GONE'"));

    new LedgerStart(store, PlannedLedger.PROJECT).resolveRejects(Instant.now());

    assertThat(plan.reject(TargetKind.MODULE, "folder/1")).isEmpty();
  }
}
