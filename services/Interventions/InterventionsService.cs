using HourExchange.Contracts.Access;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Contracts.Reporting.V1;
using HourExchange.Interventions.Agreements.Amending;
using HourExchange.Interventions.Agreements.Consenting;
using HourExchange.Interventions.Agreements.GivingNotice;
using HourExchange.Interventions.Agreements.Listing;
using HourExchange.Interventions.Agreements.Reading;
using HourExchange.Interventions.Agreements.Recording;
using HourExchange.Interventions.Calendars.Following;
using HourExchange.Interventions.Calendars.Opening;
using HourExchange.Interventions.Calendars.Reading;
using HourExchange.Interventions.Commitments.Changing;
using HourExchange.Interventions.Commitments.NotingMeans;
using HourExchange.Interventions.Commitments.Reading;
using HourExchange.Interventions.Commitments.Recording;
using HourExchange.Interventions.Commitments.Remarking;
using HourExchange.Interventions.Committees.Changing;
using HourExchange.Interventions.Committees.Dissolving;
using HourExchange.Interventions.Committees.Forming;
using HourExchange.Interventions.Committees.Meeting;
using HourExchange.Interventions.Committees.PlanningActions;
using HourExchange.Interventions.Contributors.Describing;
using HourExchange.Interventions.Contributors.Forgetting;
using HourExchange.Interventions.Contributors.Reading;
using HourExchange.Interventions.Documents.Attaching;
using HourExchange.Interventions.Documents.Reading;
using HourExchange.Interventions.Documents.Withdrawing;
using HourExchange.Interventions.FromLedger;
using HourExchange.Interventions.FromReporting;
using HourExchange.Interventions.Institutions.Listing;
using HourExchange.Interventions.Institutions.Registering;
using HourExchange.Interventions.Lines.Approving;
using HourExchange.Interventions.Lines.Cancelling;
using HourExchange.Interventions.Lines.Confirming;
using HourExchange.Interventions.Lines.Correcting;
using HourExchange.Interventions.Lines.Delivering;
using HourExchange.Interventions.Lines.Disputing;
using HourExchange.Interventions.Lines.Exporting;
using HourExchange.Interventions.Lines.Importing;
using HourExchange.Interventions.Lines.Listing;
using HourExchange.Interventions.Lines.ProposingChanges;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Interventions.Lines.Registering;
using HourExchange.Interventions.Placements.Counting;
using HourExchange.Interventions.Placements.Reading;
using HourExchange.Interventions.Waiting;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Watching;

namespace HourExchange.Interventions;

/// <summary>Agreements and lines: what was agreed, what was taught, and who confirmed it.</summary>
public static class InterventionsService
{
    public static ServiceHost Host { get; } = new()
    {
        Name = "interventions",
        Assembly = typeof(InterventionsService).Assembly,
        Publishes =
        [
            typeof(AgreementTermsChanged), typeof(InterventionConfirmed), typeof(YearLinesCounted),
            typeof(LineRecorded), typeof(MeetingRecorded), typeof(ActionChanged), typeof(CommitmentChanged), typeof(PlacementsCounted),
            typeof(CommitteeChanged), typeof(MeansNoted),
            typeof(AgreementRecords),
        ],
        PublishesWithoutReader =
        [
            typeof(InterventionRequested), typeof(InterventionApproved), typeof(InterventionDeclined), typeof(InterventionDelivered),
            typeof(InterventionDisputed), typeof(InterventionCancelled), typeof(InterventionCorrected),
        ],
        // An hours-posted message holds up to 500 postings: few at a time.
        Queues = queues => queues
            .Read<HoursPosted, NotePostings>(new Queue("interventions.hours-posted.v1", "ledger.hours-posted.v1", 20, Queue.DefaultWait))
            .Read<PostingRefused, NoteRefusals>(new Queue("interventions.posting-refused.v1", "ledger.posting-refused.v1", 200, Queue.DefaultWait))
            .Read<YearEndAsked, AnswerYearEnd>(new Queue("interventions.year-end-asked.v1", "ledger.year-end-asked.v1", 10, Queue.DefaultWait))
            .Read<YearClosed, NoteClosedYears>(new Queue("interventions.year-closed.v1", "ledger.year-closed.v1", 10, Queue.DefaultWait))
            .Read<StatementSigned, NoteSignedYears>(new Queue("interventions.statement-signed.v1", "ledger.statement-signed.v1", 10, Queue.DefaultWait))
            .Read<DraftWithdrawn, NoteWithdrawnDrafts>(new Queue("interventions.draft-withdrawn.v1", "ledger.draft-withdrawn.v1", 10, Queue.DefaultWait))
            .Read<YearReopened, NoteReopenedYears>(new Queue("interventions.year-reopened.v1", "ledger.year-reopened.v1", 10, Queue.DefaultWait))
            .Read<RecordsAsked, AnswerRecordsAsked>(new Queue("interventions.records-asked.v1", "reporting.records-asked.v1", 1, Queue.DefaultWait)),
        Services = services =>
        {
            services.AddOpenApi(OpenApiSetup.Version, options => options.Describe("interventions", typeof(InterventionsService).Assembly));
            services.AddHostedService<SendUnansweredAgain>();
            services.AddHostedService<AnnounceAfterProlongation>();
            services.AddSingleton<IBacklog, UnansweredLines>();
            services.AddHostedService<ConfirmBySilence>();
            services.AddHostedService<JudgeStoredImports>();
            services.AddHostedService<PurgeStoredImports>();
        },
        Endpoints = app =>
        {
            RegisterInstitutionEndpoint.Map(app);
            InstitutionsEndpoint.Map(app);
            RecordAgreementEndpoint.Map(app);
            AgreementsEndpoint.Map(app);
            ConsentEndpoint.Map(app);
            ReadAgreementEndpoint.Map(app);
            RecordAmendmentEndpoint.Map(app);
            NoticeEndpoint.Map(app);
            DeadlinesEndpoint.Map(app);
            RegisterInterventionEndpoint.Map(app);
            ReadInterventionEndpoint.Map(app);
            ListEndpoint.Map(app);
            TotalsEndpoint.Map(app);
            ContributorTotalsEndpoint.Map(app);
            ExportEndpoint.Map(app);
            ExportWorkbookEndpoint.Map(app);
            HistoryEndpoint.Map(app);
            ThreadEndpoint.Map(app);
            ApproveEndpoint.Map(app);
            ApproveManyEndpoint.Map(app);
            DeliverEndpoint.Map(app);
            CorrectEndpoint.Map(app);
            CancelEndpoint.Map(app);
            DisputeEndpoint.Map(app);
            ConfirmEndpoint.Map(app);
            ConfirmManyEndpoint.Map(app);
            ImportEndpoint.Map(app);
            StoreImportEndpoint.Map(app);
            ReadImportEndpoint.Map(app);
            ImportRowsEndpoint.Map(app);
            AcceptImportEndpoint.Map(app);
            ProposedChangesEndpoint.Map(app);
            FormCommitteeEndpoint.Map(app);
            CommitteesEndpoint.Map(app);
            ChangeCommitteeEndpoint.Map(app);
            CompositionsEndpoint.Map(app);
            DissolveCommitteeEndpoint.Map(app);
            RecordMeetingEndpoint.Map(app);
            MeetingsEndpoint.Map(app);
            CorrectMeetingEndpoint.Map(app);
            MeetingCorrectionsEndpoint.Map(app);
            PlanActionEndpoint.Map(app);
            ChangeActionEndpoint.Map(app);
            ActionsEndpoint.Map(app);
            RecordCommitmentEndpoint.Map(app);
            ChangeCommitmentEndpoint.Map(app);
            RemarkEndpoint.Map(app);
            CommitmentsEndpoint.Map(app);
            NoteMeansEndpoint.Map(app);
            MeansEndpoint.Map(app);
            AttachDocumentEndpoint.Map(app);
            DocumentsEndpoint.Map(app);
            WithdrawDocumentEndpoint.Map(app);
            CountPlacementsEndpoint.Map(app);
            PlacementsEndpoint.Map(app);
            KnowContributorEndpoint.Map(app);
            ContributorsEndpoint.Map(app);
            ForgetContributorEndpoint.Map(app);
            WaitingEndpoint.Map(app);
            OpenCalendarEndpoint.Map(app);
            CalendarsEndpoint.Map(app);
            CalendarFeedEndpoint.Map(app);
        },
        OperatorRole = Roles.Operator,
    };
}
