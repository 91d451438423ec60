namespace Signal.Functions;

/// <summary>The event ids of the log messages of the control plane.</summary>
internal static class EventIds
{
    // HTTP
    public const int DependencyUnavailable = 1001;
    public const int RequestFailed = 1002;
    public const int BusRefusedMessage = 1003;
    public const int SharedLimitUnavailable = 1011;

    // Access to Azure
    public const int TableAccessRefused = 1021;
    public const int TableAccessAccepted = 1022;

    // Rooms
    public const int RoomChangeNotSent = 1101;
    public const int RoomExpired = 1111;
    public const int RoomDeletionUnfinished = 1112;

    // Placement
    public const int RoomPlaced = 1201;
    public const int OfferNotWithdrawn = 1202;
    public const int RoomNotMigrated = 1203;
    public const int RoomMoved = 1204;
    public const int PartNotMigrated = 1205;
    public const int RoomTakenOver = 1206;
    public const int HomeNotSent = 1207;

    // Room events and reports
    public const int EventWithoutChange = 1301;
    public const int EventsMissing = 1302;
    public const int RosterNotRequested = 1303;
    public const int UnknownRoomClosed = 1311;
    public const int RoomOpenedElsewhere = 1312;
    public const int RoomNotReported = 1321;
    public const int RoomReportDiffers = 1322;
    public const int DeletedRoomClosed = 1323;
    public const int StrayRoomMigrated = 1324;
    public const int OldSettingsReplaced = 1325;
    public const int FoldRetried = 1331;
    public const int ReportOutdated = 1332;
    public const int MessageDropped = 1333;
    public const int NodeSuperseded = 1341;
    public const int SupersededNodeNotNotified = 1342;

    // Nodes
    public const int NodeLost = 1401;
    public const int NodeReturned = 1402;
    public const int NodeSilent = 1403;
    public const int NodeProbeFailed = 1411;

    // Housekeeping
    public const int HousekeepingFailed = 1501;
    public const int HousekeepingDelayed = 1502;

    // Webhooks
    public const int WebhookLaneFailed = 1601;
    public const int WebhookAttemptFailed = 1602;
    public const int WebhookDeadLettered = 1603;

    // Scaling
    public const int ScalingOut = 1701;
    public const int NodeRemovalStarted = 1702;
    public const int NodeRemovalCancelled = 1703;
    public const int MachineDeleted = 1704;
    public const int ScalingFailed = 1705;

    // Quarantine
    public const int NodeQuarantined = 2101;
    public const int QuarantineEnded = 2102;
}
