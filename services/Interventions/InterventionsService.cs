using HourExchange.Contracts.Access;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Interventions.ApprovingIntervention;
using HourExchange.Interventions.CancellingIntervention;
using HourExchange.Interventions.ConfirmingIntervention;
using HourExchange.Interventions.CorrectingIntervention;
using HourExchange.Interventions.DeliveringIntervention;
using HourExchange.Interventions.DisputingIntervention;
using HourExchange.Interventions.HearingFromLedger;
using HourExchange.Interventions.ImportingList;
using HourExchange.Interventions.KeepingLines;
using HourExchange.Interventions.RegisteringInstitution;
using HourExchange.Interventions.RegisteringIntervention;
using HourExchange.Interventions.SigningAgreement;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Messaging;

namespace HourExchange.Interventions;

/// <summary>Agreements and lines: what was agreed, what was taught, and who confirmed it.</summary>
public static class InterventionsService
{
    public static ServiceHost Host { get; } = new()
    {
        Name = "interventions",
        Assembly = typeof(InterventionsService).Assembly,
        Publishes = [typeof(AgreementTermsChanged), typeof(InterventionConfirmed)],
        // An hours-posted message holds up to 500 postings: few at a time.
        Queues = queues => queues
            .Read<HoursPosted, NotePostings>(new Queue("interventions.hours-posted.v1", "ledger.hours-posted.v1", 20, Queue.DefaultWait))
            .Read<PostingRefused, NoteRefusals>(new Queue("interventions.posting-refused.v1", "ledger.posting-refused.v1", 200, Queue.DefaultWait)),
        Services = services => services.AddHostedService<SendUnansweredAgain>(),
        Endpoints = app =>
        {
            RegisterInstitutionEndpoint.Map(app);
            RecordAgreementEndpoint.Map(app);
            ConsentEndpoint.Map(app);
            ReadAgreementEndpoint.Map(app);
            RecordAmendmentEndpoint.Map(app);
            NoticeEndpoint.Map(app);
            DeadlinesEndpoint.Map(app);
            RegisterInterventionEndpoint.Map(app);
            ReadInterventionEndpoint.Map(app);
            ApproveEndpoint.Map(app);
            DeliverEndpoint.Map(app);
            CorrectEndpoint.Map(app);
            CancelEndpoint.Map(app);
            DisputeEndpoint.Map(app);
            ConfirmEndpoint.Map(app);
            ConfirmManyEndpoint.Map(app);
            ImportEndpoint.Map(app);
        },
        OperatorRole = Roles.Operator,
    };
}
