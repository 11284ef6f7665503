# The product for production. Servers, keys and addresses come from the environment (README, Production).

FROM node:22-slim AS browser
WORKDIR /srv/srrm
COPY .npmrc package.json package-lock.json ./
RUN npm ci --omit=dev

FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1
WORKDIR /srv/srrm
RUN useradd --system --no-create-home --uid 10001 srrm
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY --from=browser /srv/srrm/node_modules node_modules
COPY . .
# Needs no server and no real key: it only writes files. Compiled here because the user below may not write.
RUN SECRET_KEY=only-for-the-build ALLOWED_HOSTS=build.invalid python manage.py collectstatic --noinput \
    && python -m compileall -q accounts common desk overview srrm units
USER srrm
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "--bind", "0.0.0.0:8000", "srrm.wsgi"]
