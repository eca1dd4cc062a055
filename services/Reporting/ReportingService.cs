using HourExchange.Contracts.Access;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Contracts.Reporting.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Watching;
using HourExchange.Reporting.ClosingGaps;
using HourExchange.Reporting.Projecting;
using HourExchange.Reporting.Rebuilding;
using HourExchange.Reporting.Reports.Balance;
using HourExchange.Reporting.Reports.Overview;
using HourExchange.Reporting.Reports.Periodic;
using HourExchange.Reporting.Reports.Periodic.Building;
using HourExchange.Reporting.Reports.Periodic.Reading;
using HourExchange.Reporting.Reports.Tariff;
using HourExchange.Reporting.Reports.Yearly;
using HourExchange.Reporting.Reports.Yearly.Approving;
using HourExchange.Reporting.Reports.Yearly.Commenting;
using HourExchange.Reporting.Reports.Yearly.Editions;
using HourExchange.Reporting.Reports.Yearly.Listing;

namespace HourExchange.Reporting;

/// <summary>Figures for people: projected from the ledger's postings, in their order, without a gap.</summary>
public static class ReportingService
{
    public static ServiceHost Host { get; } = new()
    {
        Name = "reporting",
        Assembly = typeof(ReportingService).Assembly,
        Publishes = [typeof(PostingsAsked), typeof(RecordsAsked)],
        PublishesWithoutReader = [typeof(ReportBuilt)],
        // An hours-posted message holds up to 500 postings: few at a time.
        Queues = queues => queues
            .Read<HoursPosted, ProjectHours>(new Queue("reporting.hours-posted.v1", "ledger.hours-posted.v1", 20, Queue.DefaultWait))
            .Read<HoursPosted, ProjectHours>(new Queue("reporting.rebuild-hours-posted.v1", "ledger.hours-posted-again.v1", 20, Queue.DefaultWait))
            .Read<BookHead, NoteHeads>(new Queue("reporting.book-head.v1", "ledger.book-head.v1", 100, Queue.DefaultWait))
            .Read<AgreementTermsChanged, NoteAgreements>(
                new Queue("reporting.agreement-terms-changed.v1", "interventions.agreement-terms-changed.v1", 50, Queue.DefaultWait))
            // Up to 500 lines a message.
            .Read<LineRecorded, NoteLines>(new Queue("reporting.line-recorded.v1", "interventions.line-recorded.v1", 20, Queue.DefaultWait))
            .Read<CommitmentChanged, NoteRecords>(new Queue("reporting.commitment-changed.v1", "interventions.commitment-changed.v1", 50, Queue.DefaultWait))
            .Read<MeetingRecorded, NoteRecords>(new Queue("reporting.meeting-recorded.v1", "interventions.meeting-recorded.v1", 50, Queue.DefaultWait))
            .Read<ActionChanged, NoteRecords>(new Queue("reporting.action-changed.v1", "interventions.action-changed.v1", 50, Queue.DefaultWait))
            .Read<PlacementsCounted, NoteRecords>(new Queue("reporting.placements-counted.v1", "interventions.placements-counted.v1", 50, Queue.DefaultWait))
            .Read<CommitteeChanged, NoteRecords>(new Queue("reporting.committee-changed.v1", "interventions.committee-changed.v1", 50, Queue.DefaultWait))
            .Read<MeansNoted, NoteRecords>(new Queue("reporting.means-noted.v1", "interventions.means-noted.v1", 50, Queue.DefaultWait))
            .Read<YearDrafted, NoteRecords>(new Queue("reporting.year-drafted.v1", "ledger.year-drafted.v1", 50, Queue.DefaultWait))
            .Read<DraftWithdrawn, NoteRecords>(new Queue("reporting.draft-withdrawn.v1", "ledger.draft-withdrawn.v1", 50, Queue.DefaultWait))
            .Read<StatementSigned, NoteRecords>(new Queue("reporting.statement-signed.v1", "ledger.statement-signed.v1", 50, Queue.DefaultWait))
            .Read<YearClosed, NoteRecords>(new Queue("reporting.year-closed.v1", "ledger.year-closed.v1", 50, Queue.DefaultWait))
            .Read<YearReopened, NoteRecords>(new Queue("reporting.year-reopened.v1", "ledger.year-reopened.v1", 50, Queue.DefaultWait))
            .Read<SettlementAgreed, NoteRecords>(new Queue("reporting.settlement-agreed.v1", "ledger.settlement-agreed.v1", 50, Queue.DefaultWait))
            .Read<SettlementPaid, NoteRecords>(new Queue("reporting.settlement-paid.v1", "ledger.settlement-paid.v1", 50, Queue.DefaultWait))
            .Read<PaymentWithdrawn, NoteRecords>(new Queue("reporting.payment-withdrawn.v1", "ledger.payment-withdrawn.v1", 50, Queue.DefaultWait))
            .Read<SettlementNetted, NoteRecords>(new Queue("reporting.settlement-netted.v1", "ledger.settlement-netted.v1", 50, Queue.DefaultWait))
            // A page of up to 500 records, each the answer to a question: one is on its way at a time.
            .Read<AgreementRecords, TakeAgreementRecords>(new Queue("reporting.agreement-records.v1", "interventions.agreement-records.v1", 1, Queue.DefaultWait))
            .Read<BookRecords, TakeBookRecords>(new Queue("reporting.book-records.v1", "ledger.book-records.v1", 1, Queue.DefaultWait)),
        Services = services => services.AddOpenApi(OpenApiSetup.Version, options => options.Describe("reporting", typeof(ReportingService).Assembly))
            .AddSingleton(new GapSettings()).AddHostedService<AskForMissing>()
            .AddSingleton(new RebuildSettings()).AddHostedService<FillGeneration>()
            .AddSingleton(new PeriodicSettings()).AddHostedService<BuildPeriodicReports>()
            .AddSingleton<IBacklog, BooksBehind>().AddSingleton<IBacklog, HeldPostings>().AddSingleton<IBacklog, ReportsWaiting>(),
        Endpoints = app =>
        {
            BalanceEndpoint.Map(app);
            ExplainBalanceEndpoint.Map(app);
            TariffEndpoint.Map(app);
            ExplainTariffEndpoint.Map(app);
            YearlyReportEndpoint.Map(app);
            YearlySheetEndpoint.Map(app);
            YearlyReportsEndpoint.Map(app);
            ExplainYearlyEndpoint.Map(app);
            ExplainLinesEndpoint.Map(app);
            OverviewEndpoint.Map(app);
            ExplainOverviewEndpoint.Map(app);
            CommentEndpoint.Map(app);
            ApproveEndpoint.Map(app);
            EditionFileEndpoint.Map(app);
            BuiltReportsEndpoint.Map(app);
            BuiltReportEndpoint.Map(app);
            StartRebuildEndpoint.Map(app);
            ReadRebuildEndpoint.Map(app);
            GiveUpRebuildEndpoint.Map(app);
        },
        OperatorRole = Roles.Operator,
    };
}
