package dev.lvsd;

import dev.lvsd.control.NotificationsSnapshot;
import dev.lvsd.control.SyncGroupSnapshot;
import dev.lvsd.notify.NotifyStatus;
import dev.lvsd.track.TrackStatus;
import dev.lvsd.track.TrackerStates;
import dev.lvsd.vrrp.GroupStatus;

/// The snapshots of sync groups and notifications, from their statuses.
final class NotifyView {
    private NotifyView() {}

    static SyncGroupSnapshot group(GroupStatus status, TrackerStates states, TrackStatus track) {
        return new SyncGroupSnapshot(
                status.group().name(), VrrpView.state(status.state()), status.group().members(),
                TrackView.of(status.group().tracking().things(), states, track), status.since(),
                status.transitions(), status.reason().isEmpty() ? null : status.reason());
    }

    static NotificationsSnapshot notifications(NotifyStatus status) {
        NotifyStatus.Mail mail = status.mail();
        return new NotificationsSnapshot(
                status.subjects().stream().map(NotifyView::scripts).toList(),
                status.pipes().stream().map(pipe -> new NotificationsSnapshot.Pipe(
                        pipe.path(), pipe.lines(), pipe.dropped(), pipe.problem())).toList(),
                new NotificationsSnapshot.Mail(mail.sent(), mail.failures(), mail.skipped(), mail.lastFailure()));
    }

    private static NotificationsSnapshot.Scripts scripts(NotifyStatus.Told told) {
        NotifyStatus.Run last = told.last();
        return new NotificationsSnapshot.Scripts(
                told.subject().kind().toString(), told.subject().name(), told.runs(), told.failures(), told.skipped(),
                last == null ? null : new NotificationsSnapshot.Run(last.at(), last.state(), last.result()));
    }
}
