
namespace Signal.MediaNode;

/// <summary>The event ids of the log messages of the media node.</summary>
internal static class EventIds
{
    // Tokens
    public const int TokenKeysFetched = 1001;
    public const int TokenKeysNotFetched = 1002;
    public const int TokenRefused = 1003;

    // Signaling
    public const int RequestFailed = 1101;
    public const int RequestRefused = 1102;
    public const int ConnectionCut = 1103;

    // Rooms
    public const int RoomWorkFailed = 1201;
    public const int RoomMoved = 1202;
    public const int RoomWithoutWorker = 1203;

    // Peers
    public const int PeerWorkFailed = 1301;
    public const int PeerAway = 1302;
    public const int PeerEnded = 1303;
    public const int PeerGivenUp = 1304;
    public const int PeerStreamLimit = 1305;
    public const int StreamNotConsumed = 1306;
    public const int EventNotEncoded = 1307;

    // Workers
    public const int WorkerStarted = 1401;
    public const int WorkerDied = 1402;
    public const int WorkerNotReplaced = 1403;

    // Room events and reports
    public const int EventsDelayed = 1501;
    public const int EventsLeft = 1502;
    public const int ReportsDelayed = 1503;
    public const int ReportsResumed = 1504;
    public const int EventsResumed = 1505;
    public const int EventRefused = 1506;
    public const int ReportRefused = 1507;

    // Commands
    public const int CommandExecuted = 1601;
    public const int CommandExpired = 1602;
    public const int CommandUnreadable = 1603;
    public const int CommandsHeldElsewhere = 1604;

    // Drain and stop
    public const int DrainState = 1701;
    public const int StopRequested = 1702;
    public const int RoomsLeft = 1703;
    public const int StopDeadlineReached = 1704;

    // Start
    public const int DemoTokenFailed = 1801;
    public const int ProxyNotTrusted = 1901;
    public const int WarmedUp = 1902;
    public const int NotWarmedUp = 1903;

    // Shards
    public const int RoomSpread = 2101;
    public const int ShardNotOpened = 2102;
    public const int StreamNotPiped = 2103;

    // Parts of rooms
    public const int PartExpired = 2301;
    public const int PartRefused = 2302;
    public const int HomeChanged = 2303;
    public const int PartOrphaned = 2304;
    public const int PartNotAttached = 2305;

    // Links
    public const int NodeKeysFetched = 2201;
    public const int NodeKeysNotFetched = 2202;
    public const int LinkOpened = 2203;
    public const int LinkClosed = 2204;
    public const int LinkNotOpened = 2205;
    public const int LinkRefused = 2206;
    public const int LinkRequestFailed = 2207;
    public const int LinkFailed = 2208;

    // TLS
    public const int CertificateRenewed = 2001;
    public const int CertificateNotRenewed = 2002;

    // Trace
    public const int TraceRefused = 2401;
    public const int RoomTraced = 2402;
}
