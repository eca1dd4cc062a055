using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;

namespace HourExchange.Reporting.Projecting;

/// <summary>Under which identifier and revision a record is kept: of what is told again the highest revision holds.</summary>
internal readonly record struct RecordKey(string Agreement, string Id, int Revision)
{
    public static RecordKey Of(CommitmentChanged told) => new(told.Agreement, $"{told.Commitment}", told.Revision);

    public static RecordKey Of(MeetingRecorded told) => new(told.Agreement, $"{told.Meeting}", told.Revision);

    public static RecordKey Of(ActionChanged told) => new(told.Agreement, $"{told.Action}", told.Revision);

    public static RecordKey Of(PlacementsCounted told) => new(told.Agreement, $"{told.AcademicYear}/{told.Institution}/{told.Kind}", told.Revision);

    public static RecordKey Of(CommitteeChanged told) => new(told.Agreement, $"{told.Committee}", told.Revision);

    public static RecordKey Of(MeansNoted told) => new(told.Agreement, $"{told.Means}", told.Revision);

    public static RecordKey Of(YearDrafted told) => new(told.Book, $"{told.Statement}", 1);

    public static RecordKey Of(DraftWithdrawn told) => new(told.Book, $"{told.Statement}", 1);

    public static RecordKey Of(StatementSigned told) => new(told.Book, $"{told.Statement}/{told.Signs}/{told.Institution}", told.Edition);

    public static RecordKey Of(YearClosed told) => new(told.Book, told.Year, told.Edition);

    public static RecordKey Of(YearReopened told) => new(told.Book, told.Year, told.Edition);

    public static RecordKey Of(SettlementAgreed told) => new(told.Book, $"{told.Settlement}", 1);

    public static RecordKey Of(SettlementPaid told) => new(told.Book, $"{told.Settlement}", told.Payment);

    public static RecordKey Of(PaymentWithdrawn told) => new(told.Book, $"{told.Settlement}", told.Payment);

    public static RecordKey Of(SettlementNetted told) => new(told.Book, $"{told.Settlement}", 1);
}
