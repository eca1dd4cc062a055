using HourExchange.Plumbing;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>How the lines of a year came about.</summary>
/// <param name="Lines">All but declined and cancelled ones.</param>
/// <param name="Open">Requested, approved, or delivered and not confirmed by both.</param>
/// <param name="Disputed">Contested now.</param>
/// <param name="Corrected">Posted anew after a correction.</param>
/// <param name="Late">Posted to a later year than that of their date.</param>
/// <param name="Direct">Asked for directly.</param>
/// <param name="EmployerUninformed">Of these, those of which the employer was not informed.</param>
/// <param name="Tacit">With a key that silence turned.</param>
/// <param name="MedianDaysToConfirm">From delivery to the second key; null where no line was confirmed.</param>
/// <param name="TopFiveShare">Of the lines that were delivered, those of the five contributors with most; 0 to 1; null without lines.</param>
/// <param name="TopContributorShare">Of the one with most, who is warned of from the agreed percentage on; 0 to 1; null without lines.</param>
/// <param name="ConcentrationPercent">From which share of the lines on one contributor the report warns; null where the terms do not say.</param>
/// <param name="Requests">By requesting institution; empty where every line was registered as delivered.</param>
public sealed record LineIndicators(
    long Lines, long Open, long Disputed, long Corrected, long Late, long Direct, long EmployerUninformed, long Tacit, decimal? MedianDaysToConfirm,
    decimal? TopFiveShare, decimal? TopContributorShare, int? ConcentrationPercent, IReadOnlyList<RequestFigures> Requests);

/// <summary>What became of the requests of an institution.</summary>
/// <param name="Institution">Who asked: the receiving side.</param>
/// <param name="Requested">All requests for days of the year.</param>
/// <param name="Approved">Of these, approved.</param>
/// <param name="Declined">Of these, declined.</param>
/// <param name="Delivered">Of these, delivered.</param>
/// <param name="PlannedMinutes">Taught minutes planned for what was delivered.</param>
/// <param name="DeliveredMinutes">Taught minutes of the same when delivered.</param>
public sealed record RequestFigures(
    string Institution, long Requested, long Approved, long Declined, long Delivered, [property: Minutes] long PlannedMinutes, [property: Minutes] long DeliveredMinutes);
