using Altcraft.Accounts.Api.Directories;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Domain.Tariffs;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Tariffs;

/// <summary>The endpoints for tariffs (contract, section 7).</summary>
[Route("api/v1.1/admin/tariffs")]
public sealed class TariffsController(IMediator mediator, IMapper mapper)
    : DirectoryController<SaveTariffCommand, Tariff, TariffAnswer>(mediator, mapper);
