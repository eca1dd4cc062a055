using HourExchange.Contracts.Access;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Contracts.Reporting.V1;
using HourExchange.Ledger.Books.Announcing;
using HourExchange.Ledger.Books.Listing;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Ledger.Books.Reading;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.FromInterventions;
using HourExchange.Ledger.FromReporting;
using HourExchange.Ledger.Proposals.Deciding;
using HourExchange.Ledger.Proposals.Proposing;
using HourExchange.Ledger.Proposals.Reading;
using HourExchange.Ledger.Reconciling.Comparing;
using HourExchange.Ledger.Reconciling.GivingOutcomes;
using HourExchange.Ledger.Reconciling.Printing;
using HourExchange.Ledger.Reconciling.Reading;
using HourExchange.Ledger.Reconciling.Withdrawing;
using HourExchange.Ledger.Settlements.Netting;
using HourExchange.Ledger.Settlements.Paying;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Ledger.Verifying;
using HourExchange.Ledger.Waiting;
using HourExchange.Ledger.Years.Closing;
using HourExchange.Ledger.Years.Drafting;
using HourExchange.Ledger.Years.Reading;
using HourExchange.Ledger.Years.Reopening;
using HourExchange.Ledger.Years.Signing;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.OpenApi;
using Npgsql;

namespace HourExchange.Ledger;

/// <summary>The books: what was given and received, posted once, never changed.</summary>
public static class LedgerService
{
    /// <summary>Confirmed lines that are posted in one transaction.</summary>
    public const int PostingBatchLimit = 500;

    /// <summary>Postings in one <c>hours-posted</c>: part of its contract.</summary>
    public const int AnnouncementLimit = 500;

    public static ServiceHost Host { get; } = new()
    {
        Name = "ledger",
        Assembly = typeof(LedgerService).Assembly,
        Publishes =
        [
            typeof(HoursPosted), typeof(PostingRefused), typeof(BookHead), typeof(YearEndAsked), typeof(YearDrafted), typeof(DraftWithdrawn),
            typeof(StatementSigned), typeof(YearClosed), typeof(YearReopened), typeof(SettlementAgreed), typeof(SettlementPaid), typeof(PaymentWithdrawn), typeof(SettlementNetted),
            typeof(BookRecords),
        ],
        Queues = queues => queues
            .Read<InterventionConfirmed, PostHours>(
                new Queue("ledger.intervention-confirmed.v1", "interventions.intervention-confirmed.v1", PostingBatchLimit, Queue.DefaultWait))
            .Read<AgreementTermsChanged, NoteTerms>(
                new Queue("ledger.agreement-terms-changed.v1", "interventions.agreement-terms-changed.v1", 50, Queue.DefaultWait))
            .Read<YearLinesCounted, NoteYearLines>(
                new Queue("ledger.year-lines-counted.v1", "interventions.year-lines-counted.v1", 10, Queue.DefaultWait))
            .Read<PostingsAsked, AnswerPostingsAsked>(
                new Queue("ledger.postings-asked.v1", "reporting.postings-asked.v1", 10, Queue.DefaultWait))
            .Read<RecordsAsked, AnswerRecordsAsked>(new Queue("ledger.records-asked.v1", "reporting.records-asked.v1", 1, Queue.DefaultWait)),
        Services = services =>
        {
            services.AddOpenApi(OpenApiSetup.Version, options => options.Describe("ledger", typeof(LedgerService).Assembly));
            services.AddSingleton<AccountNumbers>();
            services.AddSingleton<WithdrawDraft>(WithdrawStatement.ForPosting);
            services.AddSingleton<PostEntries>();
            services.AddSingleton<YearQuestions>();
            services.AddSingleton<DraftStatement>();
            services.AddSingleton<CloseYear>();
            services.AddSingleton<ReopenYear>();
            services.AddSingleton<CarryOutProposal>();
            services.AddHostedService<AnnounceHeads>();
            services.AddHostedService<LapseProposals>();
            services.AddHostedService<PurgeQuestions>();
        },
        Endpoints = app =>
        {
            BooksEndpoint.Map(app);
            WaitingEndpoint.Map(app);
            BalanceEndpoint.Map(app);
            PostingsEndpoint.Map(app);
            JournalEndpoint.Map(app);
            StatementEndpoint.Map(app);
            ProposeEntriesEndpoint.Map(app);
            ProposeReversalEndpoint.Map(app);
            DecideEndpoint.Map(app);
            ProposalsEndpoint.Map(app);
            YearsEndpoint.Map(app);
            ReadinessEndpoint.Map(app);
            DraftEndpoint.Map(app);
            SignEndpoint.Map(app);
            RefuseEndpoint.Map(app);
            CloseEndpoint.Map(app);
            ReopenEndpoint.Map(app);
            RecordPaymentEndpoint.Map(app);
            WithdrawPaymentEndpoint.Map(app);
            SettlementsEndpoint.Map(app);
            ReconcileEndpoint.Map(app);
            ReconciliationsEndpoint.Map(app);
            ReadReconciliationEndpoint.Map(app);
            PrintReconciliationEndpoint.Map(app);
            WithdrawReconciliationEndpoint.Map(app);
            GiveOutcomeEndpoint.Map(app);
            GiveOutcomesEndpoint.Map(app);
            ProposeNettingEndpoint.Map(app);
            NettingsEndpoint.Map(app);
            DecideNettingEndpoint.Map(app);
            NettedPaymentEndpoint.Map(app);
        },
        Verbs = new Dictionary<string, Func<NpgsqlDataSource, TextWriter, Task<int>>> { ["verify"] = VerifyBooks.Run },
        OperatorRole = Roles.Operator,
    };
}
