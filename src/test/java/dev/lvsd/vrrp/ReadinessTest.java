package dev.lvsd.vrrp;

import org.junit.jupiter.api.Test;

/// What a virtual router does before its virtual servers can serve, and when it comes back from a restart.
class ReadinessTest {
    @Test
    void waitingBackupLeavesALowerMasterAloneUntilItIsReady() {
        RouterScript.run(Instances.V2.of(51), Readiness.WAITING, """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                1000 advert 10.0.0.1 90 -> ; due 4609.375
                2000 advert 10.0.0.1 90 -> ; due 5609.375
                2500 ready -> ; due 5609.375
                3000 advert 10.0.0.1 90 -> note; due 5609.375
                5609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 6609.375
                """);
    }

    @Test
    void waitingBackupTakesOverWhereNobodyElseIsMaster() {
        RouterScript.run(Instances.V2.of(51), Readiness.WAITING, """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                1000 advert 10.0.0.1 90 -> ; due 4609.375
                4609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 5609.375
                5000 ready -> ; due 5609.375
                """);
    }

    @Test
    void ownerWaitsAsBackupAndTakesOverWhenItIsReady() {
        RouterScript.run(Instances.V2.priority(255).of(51), Readiness.WAITING, """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3003.90625
                1000 advert 10.0.0.1 90 -> ; due 4003.90625
                1500 ready -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 2500
                """);
    }

    @Test
    void readyBeforeTheInterfaceIsThereCounts() {
        RouterScript.run(Instances.V2.of(51), Readiness.WAITING, """
                0 down -> REMOVE_ADDRESSES, INITIALIZE>FAULT; due never
                1 ready -> ; due never
                2 up 10.0.0.2 -> FAULT>BACKUP; due 3611.375
                1000 advert 10.0.0.1 90 -> note; due 3611.375
                """);
    }

    @Test
    void masterOfJustNowResumesWithTheFirstTick() {
        RouterScript.run(Instances.V2.of(51), Readiness.WAITING, """
                0 resume -> ; due never
                5 up 10.0.0.2 -> INITIALIZE>BACKUP; due 5
                6 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 1006
                """);
    }

    @Test
    void betterAdvertThatWaitedInTheSocketEndsTheResumption() {
        RouterScript.run(Instances.V2.of(51), """
                0 resume -> ; due never
                5 up 10.0.0.2 -> INITIALIZE>BACKUP; due 5
                6 advert 10.0.0.1 150 -> REMOVE_ADDRESSES; due 3615.375
                6 tick -> ; due 3615.375
                7 advert 10.0.0.1 150 -> ; due 3616.375
                """);
    }

    @Test
    void lowerAdvertEndsTheResumptionOfANodeThatIsNotReadyOnly() {
        RouterScript.run(Instances.V2.of(51), """
                0 resume -> ; due never
                5 up 10.0.0.2 -> INITIALIZE>BACKUP; due 5
                6 advert 10.0.0.1 90 -> note; due 5
                6 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 1006
                """);
        RouterScript.run(Instances.V2.of(51), Readiness.WAITING, """
                0 resume -> ; due never
                5 up 10.0.0.2 -> INITIALIZE>BACKUP; due 5
                6 advert 10.0.0.1 90 -> REMOVE_ADDRESSES; due 3615.375
                """);
    }

    @Test
    void resumptionEndsWithTheInterfaceAndWithAStop() {
        RouterScript.run(Instances.V2.of(51), """
                0 resume -> ; due never
                1 down -> REMOVE_ADDRESSES, INITIALIZE>FAULT; due never
                5 up 10.0.0.2 -> FAULT>BACKUP; due 3614.375
                """);
        RouterScript.run(Instances.V2.of(51), """
                0 resume -> ; due never
                5 up 10.0.0.2 -> INITIALIZE>BACKUP; due 5
                5 down -> REMOVE_ADDRESSES, BACKUP>FAULT; due never
                """);
        RouterScript.run(Instances.V2.of(51), """
                0 resume -> ; due never
                5 up 10.0.0.2 -> INITIALIZE>BACKUP; due 5
                5 stop -> REMOVE_ADDRESSES, BACKUP>INITIALIZE; due never
                """);
    }

    @Test
    void resumeAfterTheStartChangesNothing() {
        RouterScript.run(Instances.V2.of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                1 resume -> ; due 3609.375
                3609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4609.375
                3610 resume -> ; due 4609.375
                """);
    }

    @Test
    void masterThatComesBackKeepsItsAddressesAndSendsOneMoreAdvert() {
        RouterScript.run(Instances.V2.of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                3609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4609.375
                4000 comeback -> SEND_ADVERT, MASTER>INITIALIZE; due never
                """);
    }

    @Test
    void backupThatComesBackJustStops() {
        RouterScript.run(Instances.V2.of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                4 comeback -> BACKUP>INITIALIZE; due never
                """);
    }
}
