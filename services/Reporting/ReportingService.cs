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
using HourExchange.Reporting.Reports.Yearly;

namespace HourExchange.Reporting;

/// <summary>Figures for people: projected from the ledger's postings, in their order, without a gap.</summary>
public static class ReportingService
{
    public static ServiceHost Host { get; } = new()
    {
        Name = "reporting",
        Assembly = typeof(ReportingService).Assembly,
        Publishes = [typeof(PostingsAsked)],
        // An hours-posted message holds up to 500 postings: few at a time.
        Queues = queues => queues
            .Read<HoursPosted, ProjectHours>(new Queue("reporting.hours-posted.v1", "ledger.hours-posted.v1", 20, Queue.DefaultWait))
            .Read<HoursPosted, ProjectHours>(new Queue("reporting.rebuild-hours-posted.v1", null, 20, Queue.DefaultWait))
            .Read<BookHead, NoteHeads>(new Queue("reporting.book-head.v1", "ledger.book-head.v1", 100, Queue.DefaultWait))
            .Read<AgreementTermsChanged, NoteAgreements>(
                new Queue("reporting.agreement-terms-changed.v1", "interventions.agreement-terms-changed.v1", 50, Queue.DefaultWait)),
        Services = services => services.AddOpenApi(OpenApiSetup.Version, options => options.Describe("reporting", typeof(ReportingService).Assembly))
            .AddSingleton(new GapSettings()).AddHostedService<AskForMissing>()
            .AddSingleton<IBacklog, BooksBehind>().AddSingleton<IBacklog, HeldPostings>(),
        Endpoints = YearlyReportEndpoint.Map,
        OperatorRole = Roles.Operator,
    };
}
