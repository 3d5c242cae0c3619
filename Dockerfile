# The service without a database of its own: docs/containers.md. Both bases are pinned by tag; pin them by digest, too, with
#   docker build --build-arg BASE_SDK=…@sha256:… --build-arg BASE_RUNTIME=…@sha256:…
# The runtime must carry ICU ("extra"): names are compared after Unicode normalisation, and domains go through IDNA.
ARG BASE_SDK=mcr.microsoft.com/dotnet/sdk:10.0.401-noble
ARG BASE_RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0.15-noble-chiseled-extra

FROM ${BASE_SDK} AS build
WORKDIR /source
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

# What the restore depends on, and nothing else: its layer is made again only when a package changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY Altcraft.Accounts.Domain/Altcraft.Accounts.Domain.csproj Altcraft.Accounts.Domain/packages.lock.json Altcraft.Accounts.Domain/
COPY Altcraft.Accounts.Application/Altcraft.Accounts.Application.csproj Altcraft.Accounts.Application/packages.lock.json Altcraft.Accounts.Application/
COPY Altcraft.Accounts.Infrastructure/Altcraft.Accounts.Infrastructure.csproj Altcraft.Accounts.Infrastructure/packages.lock.json Altcraft.Accounts.Infrastructure/
COPY Altcraft.Accounts.Api/Altcraft.Accounts.Api.csproj Altcraft.Accounts.Api/packages.lock.json Altcraft.Accounts.Api/
COPY Altcraft.Accounts.Panel/Altcraft.Accounts.Panel.csproj Altcraft.Accounts.Panel/packages.lock.json Altcraft.Accounts.Panel/

# The first restore checks every package against the lock files. The second adds the compiler to machine code for this processor, which
# they do not name: they are the same on every machine.
RUN dotnet restore Altcraft.Accounts.Api --locked-mode && \
    dotnet restore Altcraft.Accounts.Panel --locked-mode && \
    dotnet restore Altcraft.Accounts.Api -p:NuGetLockFilePath=obj/image.lock.json -p:UseCurrentRuntimeIdentifier=true -p:PublishReadyToRun=true

COPY . .
RUN dotnet publish Altcraft.Accounts.Panel -c Release --no-restore -o /app/panel -nodeReuse:false
# Compiled to machine code: the figures are in docs/containers.md.
RUN dotnet publish Altcraft.Accounts.Api -c Release --no-restore -o /app -nodeReuse:false \
    -p:NuGetLockFilePath=obj/image.lock.json -p:UseCurrentRuntimeIdentifier=true -p:PublishReadyToRun=true -p:SelfContained=false \
    -p:UseAppHost=false && \
    rm -f /app/web.config /app/panel/web.config

# No RUN from here on: the base has no shell.
FROM ${BASE_RUNTIME}
WORKDIR /app
COPY --from=build /app .

# After the program: podman 4.3 takes a label from its cache, whatever the arguments are.
ARG BASE_RUNTIME
ARG VERSION=dev
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="altcraft-accounts" \
      org.opencontainers.image.description="Creates and runs the accounts of the Altcraft marketing platform" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="${BASE_RUNTIME}"

# DOTNET_EnableDiagnostics writes to /tmp, which is read-only here. The delay lets a balancer see that the service is leaving.
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    DOTNET_EnableDiagnostics=0 \
    Embedded__Enabled=false \
    Shutdown__DelaySeconds=5
EXPOSE 8080
# "app" of the official bases; by number, so that other bases need no such name.
USER 1654:1654
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["dotnet", "/app/Altcraft.Accounts.Api.dll", "health"]
ENTRYPOINT ["dotnet", "/app/Altcraft.Accounts.Api.dll"]
