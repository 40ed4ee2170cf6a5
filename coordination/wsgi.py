"""What gunicorn serves."""

from django.core.wsgi import get_wsgi_application

from coordination.environment import load_settings

load_settings()
application = get_wsgi_application()
