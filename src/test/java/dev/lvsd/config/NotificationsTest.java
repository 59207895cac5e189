package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NotificationsTest {
    private static final String TWO = """
            vrrp_instance A {
             interface eth0
             virtual_router_id 51
             virtual_ipaddress {
              192.0.2.113
             }
            }
            vrrp_instance B {
             interface eth1
             virtual_router_id 52
             virtual_ipaddress {
              192.0.2.114
             }
            }
            """;

    @Test
    void aScriptIsOneWordAndItsUserAndGroupFollow() {
        Notifications notifications = Texts.instance("""
                notify_master "/usr/bin/logger 'is master'" nobody nogroup
                notify /usr/local/bin/notify.sh
                notify_deleted
                """).notifications();
        NotifyScript master = notifications.scripts().get(NotifyState.MASTER);
        assertNotNull(master);
        assertEquals(List.of("/usr/bin/logger", "is master"), master.command().arguments());
        assertEquals(new ScriptUser("nobody", "nogroup"), master.user());
        assertEquals("/usr/local/bin/notify.sh", Objects.requireNonNull(notifications.always()).command().text());
        assertTrue(notifications.deleted());
        assertNull(notifications.scripts().get(NotifyState.DELETED));
    }

    @Test
    void aGroupHasMembersAndNotificationsOfItsOwn() {
        VrrpSyncGroup group = Texts.clean(Texts.conf("vrrp_sync_group VG {\n group {\n  A\n  B\n }\n"
                + " notify_backup /bin/true\n smtp_alert\n}\n" + TWO)).syncGroups().getFirst();
        assertEquals(List.of("A", "B"), group.members());
        assertNotNull(group.notifications().scripts().get(NotifyState.BACKUP));
        assertTrue(group.notifications().mail());
    }

    @Test
    void anInstanceInTwoGroupsIsAnError() {
        Loaded loaded = Texts.conf("vrrp_sync_group VG {\n group {\n  A\n  B\n }\n}\n"
                + "vrrp_sync_group OTHER {\n group {\n  B\n }\n}\n" + TWO);
        assertNull(loaded.configuration());
        assertTrue(loaded.problems().render().contains("vrrp_instance B is already in vrrp_sync_group VG"),
                loaded.problems()::render);
    }

    @Test
    void aMemberThatDoesNotExistIsLeftOut() {
        Loaded loaded = Texts.conf("vrrp_sync_group VG {\n group {\n  A\n  B\n  C\n }\n}\n" + TWO);
        Configuration configuration = Objects.requireNonNull(loaded.configuration());
        assertEquals(List.of("A", "B"), configuration.syncGroups().getFirst().members());
        assertTrue(loaded.problems().render().contains("no vrrp_instance is named C"), loaded.problems()::render);
    }

    @Test
    void pipesAndMailAreThoseOfGlobalDefs() {
        Configuration configuration = Texts.clean(Texts.conf("""
                global_defs {
                 router_id lb1
                 notification_email {
                  admin@example.org
                  noc@example.org
                 }
                 notification_email_from lvsd@example.org
                 smtp_server 192.0.2.25 2525
                 smtp_connect_timeout 3
                 smtp_alert
                 vrrp_notify_fifo /run/lvsd/vrrp.fifo root adm
                 vrrp_notify_fifo_script "/usr/local/bin/reader -v"
                 vrrp_notify_priority_changes
                }
                """ + TWO));
        NotifySettings settings = configuration.notifying();
        NotifyPipe pipe = settings.pipes().getFirst();
        assertEquals("/run/lvsd/vrrp.fifo", pipe.path());
        assertEquals(new ScriptUser("root", "adm"), pipe.owner());
        NotifyScript reader = Objects.requireNonNull(pipe.reader());
        assertEquals(List.of("/usr/local/bin/reader", "-v"), reader.command().arguments());
        assertEquals(
                new MailSettings(List.of("admin@example.org", "noc@example.org"), "lvsd@example.org", "192.0.2.25",
                        2525, Duration.ofSeconds(3), "director1.example.org", true),
                settings.mail());
        Notifications notifications = configuration.vrrpInstances().getFirst().notifications();
        assertTrue(notifications.mail() && notifications.priorityChanges());
    }

    @Test
    void mailOfVrrpCanBeOffWhereAllOtherIsOn() {
        Configuration configuration = Texts.clean(Texts.conf(
                "global_defs {\n smtp_alert on\n smtp_alert_vrrp off\n}\n" + TWO));
        assertEquals(Notifications.NONE, configuration.vrrpInstances().getFirst().notifications());
    }
}
