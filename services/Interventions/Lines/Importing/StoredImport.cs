using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;
using HourExchange.Words.Lists;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>A list that was stored to be looked at, as it stands.</summary>
/// <param name="StoredBy">Who stored it, by pseudonym.</param>
/// <param name="Columns">How the file calls its columns, as JSON.</param>
/// <param name="Rows">Those that could be read.</param>
/// <param name="Judged">Rows looked at so far.</param>
/// <param name="NewContributors">Codes with which somebody would begin, once all are judged, as JSON.</param>
internal sealed record StoredImport(
    Guid Id, string Agreement, string Institution, string StoredBy, DateTime ExpiresAt, string Columns, int Rows, int Judged, int NewRows, int KnownRows,
    int ChangeRows, int CancelledRows, int FaultRows, DateTime? JudgedAt, DateTime? FailedAt, DateTime? AcceptedAt,
    string NewContributors)
{
    private const string Gone = "The list was kept for 24 hours and is gone: store it again.";

    /// <summary>How long it is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>How many lists of an institution may wait to be accepted.</summary>
    public const int ListsLimit = 50;

    /// <summary>How many of those who begin with a list are told: where there are more, it is a first list, and nobody looks for typing errors.</summary>
    public const int NewContributorsTold = 50;

    /// <summary>How much a list may hold as it is kept, in characters: twice what 100,000 rows need.</summary>
    public const long ListAtMost = 100_000_000;

    /// <summary>How much all lists of an institution that wait may hold before the next one, in characters.</summary>
    public const long SizeAtMost = 200_000_000;

    public ListHeader Header => new(StrictJson.Read<Dictionary<ListColumn, string>>(Columns));

    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now.UtcDateTime;

    /// <param name="lists">Those of the institution that wait.</param>
    /// <param name="size">How much they hold, in characters.</param>
    public static Refusal? CheckRoom(long lists, long size) =>
        lists >= ListsLimit || size >= SizeAtMost
            ? Refusal.Conflict("stored-imports-full",
                $"At most {ListsLimit} lists of an institution, and {SizeAtMost} characters of them, wait to be accepted: accept one, or wait until one expires.")
            : null;

    /// <summary>To a reader its rows are gone.</summary>
    public Refusal? CheckRead(DateTimeOffset now) => IsExpired(now) ? new Refusal(RefusalKind.NotFound, "import-expired", Gone) : null;

    /// <summary>Who stored a list accepts it: its lines have one hand, who then does not confirm them.</summary>
    public Refusal? CheckAccept(string subject, DateTimeOffset now) =>
        subject != StoredBy ? Refusal.Forbidden("import-of-other-person", "Who stored the list accepts it.")
        : AcceptedAt is not null ? Refusal.Conflict("import-accepted", "The list has been accepted.")
        : IsExpired(now) ? Refusal.Conflict("import-expired", Gone)
        : FailedAt is not null ? Refusal.Conflict("import-failed", "The list could not be judged, and the fault is ours.")
        : JudgedAt is null ? Refusal.Conflict("import-being-judged", "Its rows are still being judged.")
        : null;
}
