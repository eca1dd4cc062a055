using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Agreements.Keeping;
using HourExchange.Reporting.Reports.Explaining.Domain;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Explaining;

/// <summary>Answers how a figure came about. What is behind it sums to it, whatever the page.</summary>
internal static class ExplainFigure
{
    /// <returns>The agreement that the reader is a party to, and the days asked for.</returns>
    public static async Task<Decision<(KnownAgreement Agreement, (string? Year, DateOnly From, DateOnly To) Days)>> Find(ReportMoment moment, string agreement, Period period)
    {
        if (await AgreementQuery.Find(moment.Connection, agreement, moment.Institution, moment.Transaction) is not { } known)
        {
            return Refusal.NotFound("agreement");
        }

        return period.In([known]).IsRefused(out var refusal, out var days) ? refusal : (known, days);
    }

    /// <param name="figure">Null where the report has no such figure.</param>
    /// <param name="tariff">Money per 60 minutes, where the figure is valued.</param>
    /// <param name="lastDay">Of the period: limits are those of the day.</param>
    public static async Task<Shown<ExplainedFigure>> Answer(
        ReportMoment moment, KnownAgreement agreement, AskedCell cell, AskedFigure? figure, DateOnly lastDay, long? after, int? limit, string language, decimal? tariff = null)
    {
        if (figure is null)
        {
            return Refusal.Invalid("figure-unknown", "That report has no such figure.");
        }

        if (Stranger(agreement, cell) is { } institution)
        {
            return Refusal.Invalid("institution-unknown", $"{institution} is no party to {agreement.Ref}.");
        }

        if (Page.Read<long?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        if (await ExplainedQuery.IsKeptFromBefore(moment, agreement.Ref))
        {
            return Refusal.Invalid("figures-being-rebuilt", "What is behind the figures is being read in again. Ask later.");
        }

        var yearBefore = figure.Year is { } year && agreement.Year(year) is { } labelled ? LabelledYear.From(labelled.FirstDay.AddYears(-1)).Label : null;
        var behind = await ExplainedQuery.Read(moment, cell, figure, yearBefore, page);
        var (postings, next) = page.Cut(behind.Postings, posting => posting.Number);
        return new ExplainedFigure(
            new ReportWords(language, agreement.TermsOn(lastDay))[$"Explain.{figure.Rule}"],
            figure.Unit, behind.Sum.Minutes, behind.Sum.Lines,
            figure.Unit == AskedFigure.Money && tariff is { } rate ? Math.Round(behind.Sum.Minutes * rate / 60, 2, MidpointRounding.AwayFromZero) : null,
            behind.Sum.Count,
            AppliedTerms.Of(agreement, cell, figure, behind.Coefficients, lastDay, tariff),
            (await CompleteQuery.Read(moment.Connection, [agreement.Ref], moment.Transaction))[agreement.Ref],
            postings, next);
    }

    private static string? Stranger(KnownAgreement agreement, AskedCell cell) =>
        !agreement.HasParty(cell.Institution) ? cell.Institution : cell.Counterpart is { } other && !agreement.HasParty(other) ? other : null;
}
